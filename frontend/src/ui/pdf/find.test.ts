import { expect, it } from "vitest";
import { find, matchesIn } from "./find";
import type { Sheets } from "./sheets";

const words = (text: string) => ({ text, x: 100, y: 50, width: 200, height: 10 });

it("finds a text in any case, as often as it is there, where it stands", () => {
  expect(matchesIn([words("Door D07, door D08")], 2, "DOOR")).toEqual([
    { page: 2, at: { x: 100, y: 50, width: (4 / 18) * 200, height: 10 } },
    { page: 2, at: { x: 100 + (10 / 18) * 200, y: 50, width: (4 / 18) * 200, height: 10 } },
  ]);
  expect(matchesIn([words("Door")], 0, " ")).toEqual([]);
});

it("points at all of a text that stands upright", () => {
  const upright = { text: "Stair up", x: 10, y: 20, width: 8, height: 60 };
  expect(matchesIn([upright], 0, "up")[0]?.at).toEqual({ x: 10, y: 20, width: 8, height: 60 });
});

it("begins with the page that is looked at, and goes past one that cannot be read", async () => {
  const sheets = {
    count: 3,
    words: async (page: number) => {
      if (page === 2) throw new Error("broken");
      return [words(`beam ${page}`)];
    },
  } as unknown as Sheets;
  const told: number[][] = [];
  await find(sheets, "beam", 1, new AbortController().signal, (matches) =>
    told.push(matches.map(({ page }) => page)),
  );
  expect(told).toEqual([[1], [1], [1, 0]]);
});
