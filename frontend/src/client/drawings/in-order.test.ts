import { expect, it } from "vitest";
import type { Discipline, PortalItem } from "../../api/gen/types.gen";
import { groupsOf, matching } from "./in-order";

const drawing = (number: string, title: string, discipline: Discipline) =>
  ({ title, drawing: { number, discipline } }) as PortalItem;
const items = [
  drawing("S-10", "Roof framing", "structural"),
  drawing("A-102", "First floor", "architectural"),
  drawing("S-9", "Slab", "structural"),
  drawing("A-101", "Ground floor", "architectural"),
];

it("puts drawings under their disciplines, and counts numbers as numbers", () => {
  const said = groupsOf(items).map(({ title, drawings }) => [
    title,
    ...drawings.map((one) => one.drawing?.number),
  ]);
  expect(said).toEqual([
    ["Architectural", "A-101", "A-102"],
    ["Structural", "S-9", "S-10"],
  ]);
});

it("finds drawings by all words, in number or title", () => {
  const found = (typed: string) => matching(items, typed).map((one) => one.drawing?.number);
  expect(found("floor a-1")).toEqual(["A-102", "A-101"]);
  expect(found("SLAB")).toEqual(["S-9"]);
  expect(found("kitchen")).toEqual([]);
});
