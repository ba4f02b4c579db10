import { expect, it } from "vitest";
import { moved, newField, ofKind } from "./draft-form";

it("moves one step and stays within its list", () => {
  expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

it("keeps the question and its id when its kind changes, and nothing of the kind before", () => {
  const before = { ...newField(), label: "Cover", kind: "choice" as const, choices: ["Dry"] };
  const after = ofKind(before, "number");
  expect(after).toMatchObject({ id: before.id, label: "Cover", kind: "number", choices: [] });
});
