import { describe, expect, it } from "vitest";
import { archiveAddress, fileAddress, paths, previewAddress, returnPath } from "./paths";

describe("paths", () => {
  it("stay where they are", () => {
    const all = {
      signIn: [paths.signIn(), paths.signIn("/projects/p1/documents?folder=f1&q=a b")],
      signUp: paths.signUp(),
      reset: paths.reset(),
      projects: paths.projects(),
      project: paths.project("p1"),
      documents: [
        paths.documents("p1"),
        paths.documents("p1", { folder: "f1" }),
        paths.documents("p1", { folder: "f1", q: "a&b", sort: "newest", item: "i1" }),
      ],
      photos: [
        paths.photos("p1"),
        paths.photos("p1", { view: "albums" }),
        paths.photos("p1", { folder: "f1", q: "a&b", photo: "i1", item: "i2" }),
      ],
      drawings: [
        paths.drawings("p1"),
        paths.drawings("p1", { discipline: "structural", q: "slab", item: "i1" }),
        paths.drawings("p1", { folder: "f1", compare: "i1", older: "x1", newer: "x2" }),
      ],
      drawingRegister: [paths.drawingRegister("p1"), paths.drawingRegister("p1", "civil")],
      activity: paths.activity("p1"),
      projectClients: paths.projectClients("p1"),
      projectSettings: paths.projectSettings("p1"),
      trash: paths.trash("p1"),
      settings: paths.settings(),
      organisation: paths.organisation(),
      clientPortal: paths.clientPortal(),
      members: paths.members(),
      audit: paths.audit(),
      account: paths.account(),
      file: [fileAddress("x", false), fileAddress("x", true)],
      preview: previewAddress("x", "small"),
      archive: archiveAddress("p1", ["i1", "i2"]),
    };
    expect(all).toMatchSnapshot();
  });

  it.each([
    [undefined, "/projects"],
    ["/settings/members", "/settings/members"],
    ["//evil.example", "/projects"],
    ["/\\evil.example", "/projects"],
    ["https://evil.example", "/projects"],
    ["/sign-in?to=/", "/projects"],
  ])("after signing in from %s goes to %s", (to, expected) => {
    expect(returnPath(to)).toBe(expected);
  });
});
