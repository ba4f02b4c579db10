import { expect, it } from "vitest";
import { albumsIn, coversOf, wayTo } from "./albums-of";

const item = (id: string, parent_id: string | null = null) => ({ id, parent_id, title: id });

const albums = [item("Week 10"), item("Week 2"), item("Roof", "Week 2"), item("Frame", "hidden")];

it("shows at the top what lies in an album that is not shared, in the order people count in", () => {
  expect(albumsIn(albums, null).map(({ id }) => id)).toEqual(["Frame", "Week 2", "Week 10"]);
  expect(albumsIn(albums, "Week 2").map(({ id }) => id)).toEqual(["Roof"]);
});

it("knows the way down to an album, and does not run in circles", () => {
  expect(wayTo(albums, "Roof").map(({ id }) => id)).toEqual(["Week 2", "Roof"]);
  expect(wayTo([item("a", "b"), item("b", "a")], "a").map(({ id }) => id)).toEqual(["b", "a"]);
  expect(wayTo(albums, null)).toEqual([]);
});

it("puts the newest photo on its album and on those around it", () => {
  const photo = (id: string, parent_id: string | null, preview: "ready" | "failed" = "ready") => ({
    ...item(id, parent_id),
    preview,
  });
  const covers = coversOf(albums, [
    photo("p3", "Roof", "failed"),
    photo("p2", "Roof"),
    photo("p1", "Week 2"),
    photo("p0", null),
  ]);
  expect([...covers].map(([album, { id }]) => [album, id])).toEqual([
    ["Week 2", "p2"],
    ["Roof", "p2"],
  ]);
});
