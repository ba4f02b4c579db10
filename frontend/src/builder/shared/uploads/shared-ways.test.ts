import { expect, it } from "vitest";
import type { Item } from "../../../api/gen/types.gen";
import { sharedWays } from "./shared-ways";

const nobody: Item["shared"] = { with: "nobody", client_ids: [], inherited_from: null };
const everyone: Item["shared"] = { ...nobody, with: "everyone" };
const folder = (id: string, parent_id: string | null, shared: Item["shared"] = nobody) =>
  ({ id, parent_id, title: id, shared }) as Item;
const at = (path: string) => ({ file: new File([], path.split("/").at(-1) ?? ""), path });
const paths = (files: { path: string }[]) => files.map(({ path }) => path);

const folders = [
  folder("Plans", null, everyone),
  folder("Old", "Plans"),
  folder("Ground", "Plans", { ...everyone, inherited_from: "Plans" }),
  folder("Permits", null),
  folder("Council", "Permits", everyone),
];

it("finds what goes into shared folders of the same names", () => {
  const files = [
    "plans/a.pdf",
    "Plans/New/b.pdf",
    "Plans/Ground/b.pdf",
    "Plans/Old/c.pdf",
    "Permits/d.pdf",
    "Permits/Council/e.pdf",
    "f.pdf",
    "Elsewhere/Plans/g.pdf",
  ].map(at);
  const { open, shared } = sharedWays(files, folders, undefined);
  expect(shared.map(({ folder, files }) => [folder.id, paths(files)])).toEqual([
    ["Plans", ["plans/a.pdf", "Plans/New/b.pdf", "Plans/Ground/b.pdf"]],
    ["Council", ["Permits/Council/e.pdf"]],
  ]);
  expect(paths(open)).toEqual([
    "Plans/Old/c.pdf",
    "Permits/d.pdf",
    "f.pdf",
    "Elsewhere/Plans/g.pdf",
  ]);
});

it("has nothing to say where the place itself is shared with the same people", () => {
  const here = folder("Plans", null, everyone);
  const inside = folder("Old", "Plans", { ...everyone, inherited_from: "Plans" });
  const { open, shared } = sharedWays([at("a.pdf"), at("Old/b.pdf")], [here, inside], here);
  expect(paths(open)).toEqual(["a.pdf", "Old/b.pdf"]);
  expect(shared).toEqual([]);
});
