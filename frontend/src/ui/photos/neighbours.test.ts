import { expect, it } from "vitest";
import { type Box, neighbour } from "./neighbours";

const box = (left: number, right: number, top: number): Box => ({
  left,
  right,
  top,
  bottom: top + 90,
});

/** Three rows of unlike widths, the last one short: 0 1 2 / 3 4 / 5. */
const boxes = [
  box(0, 100, 0),
  box(104, 150, 0),
  box(154, 300, 0),
  box(0, 160, 100),
  box(164, 300, 100),
  box(0, 80, 260),
];

it.each([
  [0, "right", 1],
  [2, "right", 3],
  [5, "right", 5],
  [3, "left", 2],
  [0, "left", 0],
  [0, "down", 3],
  [1, "down", 3],
  [2, "down", 4],
  [4, "down", 5],
  [5, "down", 5],
  [4, "up", 2],
  [3, "up", 0],
  [5, "up", 3],
  [1, "up", 1],
  [4, "first", 0],
  [1, "last", 5],
] as const)("from %i, %s leads to %i", (from, direction, to) => {
  expect(neighbour(boxes, from, direction)).toBe(to);
});
