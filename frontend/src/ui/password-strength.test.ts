import { expect, it } from "vitest";
import { strengthOf } from "./password-strength";

it.each([
  ["short", 0],
  ["aaaaaaaaaaaaaaa", 1],
  ["123412341234", 1],
  ["correct horse battery staple", 4],
])("%s is %i", (password, strength) => {
  expect(strengthOf(password)).toBe(strength);
});

it("counts nothing that others know about the person", () => {
  expect(strengthOf("Harbour&Oak Building", ["Harbour & Oak Building"])).toBeLessThan(
    strengthOf("Harbour&Oak Building"),
  );
});
