import { expect, it } from "vitest";
import type { Item } from "../../api/gen/types.gen";
import { coversOf } from "./covers";

const item = (id: string, parent_id: string | null) =>
  ({ id, parent_id, preview: id === "p4" ? "failed" : "ready" }) as Item;

it("puts the newest photo on its album and on those around it", () => {
  const folders = [item("site", null), item("roof", "site"), item("empty", null)];
  const photos = [
    item("p4", "roof"),
    item("p3", "roof"),
    item("p2", "site"),
    item("p1", "roof"),
    item("p0", null),
  ];
  const covers = coversOf(folders, photos);
  expect([...covers].map(([album, { id }]) => [album, id])).toEqual([
    ["site", "p3"],
    ["roof", "p3"],
  ]);
});
