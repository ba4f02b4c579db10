import { expect, it } from "vitest";
import { fileAddress, paths, returnPath } from "./paths";

it("has these addresses", () => {
  expect([
    paths.projects(),
    paths.signIn(),
    paths.signIn("/projects/p?q=a b"),
    paths.forgot(),
    paths.account(),
    paths.home("p"),
    paths.documents("p"),
    paths.documents("p", "f"),
    paths.emails("p"),
    fileAddress("f"),
    fileAddress("f", true),
  ]).toMatchInlineSnapshot(`
    [
      "/",
      "/sign-in",
      "/sign-in?next=%2Fprojects%2Fp%3Fq%3Da+b",
      "/forgot",
      "/account",
      "/projects/p",
      "/projects/p/documents",
      "/projects/p/documents/f",
      "/projects/p/emails",
      "/api/v1/portal/files/f/content",
      "/api/v1/portal/files/f/content?download=1",
    ]
  `);
});

it.each([
  ["/projects/p", "/projects/p"],
  [undefined, "/"],
  ["//elsewhere.example", "/"],
  ["/\\elsewhere.example", "/"],
  ["https://elsewhere.example", "/"],
  ["/sign-in?next=/sign-in", "/"],
])("after signing in, %s leads to %s", (next, path) => {
  expect(returnPath(next)).toBe(path);
});
