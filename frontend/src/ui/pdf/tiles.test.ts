import { expect, it } from "vitest";
import type { Area } from "./sheets";
import { sharpArea, wholeArea } from "./tiles";

/** A0 in CSS pixels. */
const sheet = { width: 4494, height: 3179 };
const seen = { x: 2000, y: 1000, width: 640, height: 450 };
const pixels = ({ width, height }: Pick<Area, "width" | "height">) => width * height;

it("draws a page as a whole as sharply as a canvas may be large", () => {
  expect(wholeArea({ width: 800, height: 600 }, 2, 0)).toMatchObject({ scale: 2, width: 1600 });
  expect(pixels(wholeArea(sheet, 4, 0))).toBeLessThan(4_100_000);
});

it("needs nothing sharper while all of it is sharp", () => {
  expect(sharpArea(null, sheet, seen, 0.25, 0)).toBeNull();
  expect(sharpArea(null, sheet, null, 4, 0)).toBeNull();
});

it("draws what is seen, and some more, at the full sharpness of the screen", () => {
  const area = sharpArea(null, sheet, seen, 2, 0);
  expect(area?.scale).toBe(2);
  expect(area?.x).toBeLessThan(4000);
  expect((area?.x ?? 0) + (area?.width ?? 0)).toBeGreaterThan(2640 * 2);
});

it("never exceeds what a canvas can be, however large the screen", () => {
  const all = { x: 0, y: 0, ...sheet };
  const area = sharpArea(null, sheet, all, 8, 0);
  expect(pixels(area ?? sheet)).toBeLessThan(12_100_000);
});

it("stays as it is while it covers what is seen, and is made anew beyond", () => {
  const first = sharpArea(null, sheet, seen, 2, 0);
  expect(sharpArea(first, sheet, { ...seen, x: 2100 }, 2, 0)).toBe(first);
  expect(sharpArea(first, sheet, { ...seen, x: 2900 }, 2, 0)).not.toBe(first);
  expect(sharpArea(first, sheet, seen, 3, 0)?.scale).toBe(3);
  expect(sharpArea(first, sheet, seen, 2, 90)?.turn).toBe(90);
});

it("stays within the page", () => {
  const corner = { x: 4100, y: 2900, width: 394, height: 279 };
  const area = sharpArea(null, sheet, corner, 3, 0);
  expect((area?.x ?? 0) + (area?.width ?? 0)).toBe(4494 * 3);
  expect((area?.y ?? 0) + (area?.height ?? 0)).toBe(3179 * 3);
});
