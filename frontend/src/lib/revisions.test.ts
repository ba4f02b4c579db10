import { expect, it } from "vitest";
import { nextRevision } from "./revisions";

it.each([
  ["A", "B"],
  ["Z", "AA"],
  ["AZ", "BA"],
  ["c", "d"],
  ["2", "3"],
  ["09", "10"],
  ["P1", "P2"],
  ["C.9", "C.10"],
  [null, "A"],
  [" ", "A"],
  // Of what is neither, nobody can guess the next.
  ["for tender", ""],
])("after %s comes %s", (label, next) => {
  expect(nextRevision(label)).toBe(next);
});
