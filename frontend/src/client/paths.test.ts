import { expect, it } from "vitest";
import {
  archiveAddress,
  fileAddress,
  paths,
  pdfAddress,
  previewAddress,
  returnPath,
} from "./paths";

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
    paths.drawings("p"),
    paths.drawings("p", "f"),
    paths.drawing("p", "d"),
    paths.drawing("p", "d", true),
    paths.photos("p"),
    paths.photos("p", "a"),
    paths.photo("p", "i"),
    paths.schedule("p"),
    paths.emails("p"),
    fileAddress("f"),
    fileAddress("f", true),
    previewAddress("f", "small"),
    archiveAddress("p", ["a", "b"]),
    pdfAddress("i"),
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
      "/projects/p/drawings",
      "/projects/p/drawings/in/f",
      "/projects/p/drawings/d",
      "/projects/p/drawings/d?view=1",
      "/projects/p/photos",
      "/projects/p/photos/a",
      "/projects/p/photos?open=i",
      "/projects/p/schedule",
      "/projects/p/emails",
      "/api/v1/portal/files/f/content",
      "/api/v1/portal/files/f/content?download=1",
      "/api/v1/portal/files/f/preview?size=small",
      "/api/v1/portal/projects/p/archive?item_ids=a%2Cb",
      "/api/v1/portal/items/i/pdf",
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
