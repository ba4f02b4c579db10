import { describe, expect, it } from "vitest";
import type { Item, ProjectClient, Shared } from "../../../api/gen/types.gen";
import { audienceOf, firstChoice, missingIn, requestOf, toggled } from "./selection";

const nobody: Shared = { with: "nobody", client_ids: [], inherited_from: null };
const item = (id: string, shared: Partial<Shared> = {}) =>
  ({ id, shared: { ...nobody, ...shared } }) as Item;
const clients: ProjectClient[] = [
  { id: "ann", name: "Ann", status: "active" },
  { id: "bob", name: "Bob", status: "invited" },
];

describe("the first choice", () => {
  it("is everything, for everyone", () => {
    expect(firstChoice([item("1"), item("2")], clients)).toEqual({
      itemIds: ["1", "2"],
      to: "everyone",
      clientIds: [],
    });
  });

  it("keeps the audience that one item has, without those who left the project", () => {
    const shared = item("1", { with: "some", client_ids: ["ann", "gone"] });
    expect(firstChoice([shared], clients)).toMatchObject({ to: "chosen", clientIds: ["ann"] });
  });

  it("does not take a folder's audience for the item's own", () => {
    const shared = item("1", { with: "some", client_ids: ["ann"], inherited_from: "f" });
    expect(firstChoice([shared], clients).to).toBe("everyone");
  });
});

describe("a choice", () => {
  const choice = { itemIds: ["1", "2"], to: "chosen" as const, clientIds: ["ann"] };

  it("leaves things out and takes them in again", () => {
    expect(toggled(["1", "2"], "1", false)).toEqual(["2"]);
    expect(toggled(["2"], "1", true)).toEqual(["2", "1"]);
    expect(toggled(["1"], "1", true)).toEqual(["1"]);
  });

  it("needs something to share and someone to see it", () => {
    expect(missingIn(choice)).toBeNull();
    expect(missingIn({ ...choice, itemIds: [] })).toMatch(/at least one item/);
    expect(missingIn({ ...choice, clientIds: [] })).toMatch(/at least one client/);
    expect(missingIn({ ...choice, to: "everyone", clientIds: [] })).toBeNull();
  });

  it("becomes what the API takes", () => {
    expect(audienceOf(choice)).toEqual({ client_ids: ["ann"] });
    expect(requestOf(choice, " Hello ", true)).toEqual({
      item_ids: ["1", "2"],
      audience: { client_ids: ["ann"] },
      message: "Hello",
      notify: true,
    });
    expect(requestOf({ ...choice, to: "everyone" }, "Hello", false)).toMatchObject({
      audience: "everyone",
      message: null,
      notify: false,
    });
  });
});
