import { expect, it } from "vitest";
import type { Field } from "../../api/gen/types.gen";
import { fails, limitsInWords, noAnswer } from "./answers";

const field = (part: Partial<Field>): Field => ({
  id: "f",
  label: "F",
  help: null,
  kind: "number",
  required: false,
  unit: "mm",
  min: null,
  max: null,
  choices: [],
  multiple: false,
  fails_on: [],
  fails_outside: true,
  ...part,
});
const answer = (value: string) => ({ ...noAnswer("f"), value });

it("fails outside of limits, both included, and on answers that say so", () => {
  const cover = field({ min: "40", max: "65.5" });
  expect(["39.9", "40", "65.5", "65.6", "", "x"].map((one) => fails(cover, answer(one)))).toEqual([
    true,
    false,
    false,
    true,
    false,
    false,
  ]);
  const level = field({ kind: "yes_no", fails_on: ["no"] });
  expect(["yes", "no", "na"].map((one) => fails(level, answer(one)))).toEqual([false, true, false]);
});

it("tells limits in words", () => {
  expect(limitsInWords(field({ min: "40", max: "65" }))).toBe("40 to 65 mm");
  expect(limitsInWords(field({ min: "40" }))).toBe("At least 40 mm");
  expect(limitsInWords(field({}))).toBeUndefined();
});
