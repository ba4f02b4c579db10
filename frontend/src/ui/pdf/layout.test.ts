import { describe, expect, it } from "vitest";
import {
  anchorAt,
  fitScale,
  layOut,
  MARGIN,
  nextScale,
  pageAt,
  pagesNear,
  pointOf,
  turnedAnchor,
  turnedBox,
} from "./layout";

const room = { width: 824, height: 624 };
const wide = { width: 1600, height: 1000 };
const tall = { width: 1000, height: 1600 };

describe("fitting", () => {
  it("shows all of the page, or all of its width", () => {
    expect(fitScale("width", [wide], room)).toBe(0.5);
    expect(fitScale("page", [wide], room)).toBe(0.5);
    expect(fitScale("page", [tall], room)).toBe(0.375);
  });

  it("goes by the widest and the highest of several", () => {
    expect(fitScale("width", [tall, wide], room)).toBe(0.5);
    expect(fitScale("page", [tall, wide], room)).toBe(0.375);
  });
});

describe("the pages", () => {
  it("stand one below the other, in the middle of what is wider", () => {
    const { boxes, width, height } = layOut([wide, tall], 1, room);
    expect(width).toBe(1600 + 2 * MARGIN);
    expect(boxes).toEqual([
      { x: MARGIN, y: MARGIN, width: 1600, height: 1000 },
      { x: MARGIN + 300, y: 1000 + 2 * MARGIN, width: 1000, height: 1600 },
    ]);
    expect(height).toBe(2600 + 3 * MARGIN);
  });

  it("stand in the middle of a room that is larger", () => {
    const { boxes, height } = layOut([wide], 0.25, room);
    expect(boxes[0]).toEqual({ x: 212, y: 187, width: 400, height: 250 });
    expect(height).toBe(room.height);
  });

  it("are few where few are seen", () => {
    const layout = layOut(Array(300).fill(tall), 1, room);
    expect(pagesNear(layout, { x: 0, y: 100 * 1612, ...room })).toEqual([99, 100]);
    expect(pageAt(layout, { x: 0, y: 100 * 1612, ...room })).toBe(100);
  });
});

describe("a point of a page", () => {
  it("is found again at another scale", () => {
    const before = layOut([wide, tall], 0.5, room);
    const anchor = anchorAt(before, { x: 400, y: 700 });
    expect(anchor.page).toBe(1);
    const after = layOut([wide, tall], 2, room);
    expect(anchorAt(after, pointOf(after, anchor))).toEqual(anchor);
  });

  it("turns with the page", () => {
    const corner = { page: 0, x: 0, y: 0 };
    expect(turnedAnchor(corner, wide)).toEqual({ page: 0, x: 1000, y: 0 });
    const four = [wide, tall, wide, tall].reduce(turnedAnchor, { page: 0, x: 40, y: 70 });
    expect(four).toEqual({ page: 0, x: 40, y: 70 });
  });

  it("is in the same place as a box that turns", () => {
    const box = { x: 100, y: 50, width: 30, height: 20 };
    expect(turnedBox(box, wide, 90)).toEqual({ x: 930, y: 100, width: 20, height: 30 });
    expect(turnedBox(box, wide, 180)).toEqual({ x: 1470, y: 930, width: 30, height: 20 });
    expect(turnedBox(box, wide, 270)).toEqual({ x: 50, y: 1470, width: 20, height: 30 });
  });
});

it("zooms by steps, from wherever it is", () => {
  expect(nextScale(0.26, 1)).toBe(0.35);
  expect(nextScale(0.3, -1)).toBe(0.25);
  expect(nextScale(1, -1)).toBe(0.7);
  expect(nextScale(20, 1)).toBe(20);
});
