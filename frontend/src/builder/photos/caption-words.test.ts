import { expect, it } from "vitest";
import { replacedWords } from "./caption-words";

it.each([
  [["", ""], "Slab", /^Clients who see/],
  [["Slab", ""], "Slab ", /^Clients who see/],
  [["Roof", "", ""], "Slab", /^1 of them has a caption already, which is replaced\. 3 photos/],
  [["Roof", "Wall"], "", /^2 of them have a caption already, which is taken away/],
])("of %j, %j is said to replace what would be lost", (captions, next, words) => {
  expect(replacedWords(captions, next)).toMatch(words);
});
