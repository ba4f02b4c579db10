import { expect, it } from "vitest";
import { fileSize } from "./bytes";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1_000, "1.0 kB"],
  [9_949, "9.9 kB"],
  [9_951, "10 kB"],
  [999_499, "999 kB"],
  [999_500, "1.0 MB"],
  [23_400_000, "23 MB"],
  [5_200_000_000_000_000, "5200 TB"],
])("writes %i as %s", (bytes, text) => {
  expect(fileSize(bytes)).toBe(text);
});
