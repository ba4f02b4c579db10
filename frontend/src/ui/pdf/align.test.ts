import { expect, it } from "vitest";
import { alignment } from "./align";

it("makes the same sheet in another size as large as the other, and leaves other sheets alone", () => {
  const a1 = { width: 3179, height: 2245 };
  const a3 = { width: 1587, height: 1123 };
  expect(alignment(a3, a1)).toBeCloseTo(2.003, 3);
  expect(alignment(a1, a1)).toBe(1);
  expect(alignment({ width: 1123, height: 1587 }, a1)).toBe(1);
});
