import { expect, it } from "vitest";
import { hoursInWords, hoursTyped, minutesOf } from "./hours";

it("reads hours as people type them", () => {
  expect(["7.5", "7,5", " 8 ", "", "x", "-1"].map(minutesOf)).toEqual([
    450,
    450,
    480,
    null,
    null,
    null,
  ]);
  expect([450, 480, 0, null].map(hoursTyped)).toEqual(["7.5", "8", "", ""]);
});

it("tells hours in words", () => {
  expect([45, 60, 450].map(hoursInWords)).toEqual(["45 min", "1 h", "7.5 h"]);
});
