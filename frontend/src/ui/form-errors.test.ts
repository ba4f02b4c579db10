import { describe, expect, it } from "vitest";
import { splitTrouble } from "./form-errors";
import { reasonOf, type Trouble, troubleOf } from "./problem";

const trouble = (errors: Trouble["errors"]): Trouble => ({
  title: "Some fields need attention",
  detail: "Two fields were not accepted.",
  requestId: "r1",
  status: 422,
  errors,
});
const at = (pointer: string, message: string) => ({ pointer, code: "x", message });

describe("splitTrouble", () => {
  it("puts each error on its field and leaves nothing over", () => {
    const { fields, rest } = splitTrouble(
      trouble([at("/email", "Not an address."), at("/password", "Too short.")]),
      ["email", "password"],
    );
    expect(fields).toEqual({ email: "Not an address.", password: "Too short." });
    expect(rest).toBeNull();
  });

  it("finds nested fields, list entries and renamed fields", () => {
    const { fields } = splitTrouble(
      trouble([
        at("/branding/colour", "Not a colour."),
        at("/project_ids/2", "No such project."),
        at("/organisation_name", "Needed."),
      ]),
      ["branding.colour", "project_ids", "organisation"],
      { organisation_name: "organisation" },
    );
    expect(fields).toEqual({
      "branding.colour": "Not a colour.",
      project_ids: "No such project.",
      organisation: "Needed.",
    });
  });

  it("joins two errors of one field", () => {
    const { fields } = splitTrouble(trouble([at("/name", "One."), at("/name", "Two.")]), ["name"]);
    expect(fields).toEqual({ name: "One. Two." });
  });

  it("says above the buttons what has no field on the screen", () => {
    const { fields, rest } = splitTrouble(
      trouble([at("/name", "Needed."), at("/slug", "Taken.")]),
      ["name"],
    );
    expect(fields).toEqual({ name: "Needed." });
    expect(rest && reasonOf(rest)).toBe("Taken.");
  });

  it("keeps a problem without field errors whole", () => {
    expect(splitTrouble(trouble([]), ["name"]).rest?.detail).toBe("Two fields were not accepted.");
  });
});

describe("troubleOf", () => {
  it("reads a problem", () => {
    const read = troubleOf({ status: 409, title: "Taken", detail: "In use.", requestId: "r" });
    expect(read).toMatchObject({ title: "Taken", detail: "In use.", requestId: "r", errors: [] });
  });

  it("explains a stale version in words", () => {
    expect(troubleOf({ status: 412, title: "Precondition failed" }).detail).toMatch(/save again/);
  });

  it("takes everything else for a lost connection", () => {
    expect(troubleOf(new TypeError("Failed to fetch")).title).toMatch(/could not be reached/);
  });
});
