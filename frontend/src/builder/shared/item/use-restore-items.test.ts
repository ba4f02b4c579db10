import { expect, it } from "vitest";
import { restoredWords } from "./use-restore-items";

const plan = { id: "1", title: "Plan", module: "documents" } as const;
const photo = { id: "2", title: "Roof", module: "photos" } as const;

it.each([
  [[plan], 0, "“Plan” is back where it was. It is not shared with clients."],
  [
    [photo],
    1,
    "“Roof” is back, at the top of Photos: the folder is gone, or is shared. It is not shared with clients.",
  ],
  [[plan, photo], 0, "2 items are back where they were. They are not shared with clients."],
  [
    [plan, { ...plan, id: "3" }],
    1,
    "2 items are back, 1 of them at the top of Documents: their folder is gone, or is shared. They are not shared with clients.",
  ],
])("says where things are and who sees them (%#)", (items, moved_to_top, words) => {
  expect(restoredWords(items, { restored: 5, moved_to_top })).toBe(words);
});
