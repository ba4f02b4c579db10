import { describe, expect, it } from "vitest";
import type { Item } from "../../../api/gen/types.gen";
import { flatten, foldersIn, isWithin, pathTo, treeOf } from "./tree";

const folder = (id: string, parent_id: string | null, title = id) =>
  ({ id, parent_id, title, kind: "folder" }) as Item;

const folders = [
  folder("b", null, "Plans 10"),
  folder("a", null, "Plans 2"),
  folder("a1", "a"),
  folder("a11", "a1"),
];

describe("folders", () => {
  it("are sorted as people count", () => {
    expect(foldersIn(folders, null).map(({ title }) => title)).toEqual(["Plans 2", "Plans 10"]);
  });

  it("read from the top down", () => {
    expect(flatten(treeOf(folders)).map(({ folder, depth }) => [folder.id, depth])).toEqual([
      ["a", 0],
      ["a1", 1],
      ["a11", 2],
      ["b", 0],
    ]);
  });

  it("know the way to one of them", () => {
    expect(pathTo(folders, "a11").map(({ id }) => id)).toEqual(["a", "a1", "a11"]);
    expect(pathTo(folders, "gone")).toEqual([]);
    expect(pathTo([folder("x", "y"), folder("y", "x")], "x").map(({ id }) => id)).toEqual([
      "y",
      "x",
    ]);
  });

  it("cannot be moved into themselves", () => {
    const moving = new Set(["a"]);
    expect(isWithin(folders, "a11", moving)).toBe(true);
    expect(isWithin(folders, "a", moving)).toBe(true);
    expect(isWithin(folders, "b", moving)).toBe(false);
  });
});
