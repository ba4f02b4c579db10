import { expect, it } from "vitest";
import { everything, NOTHING, type Picked, stretch, toggle } from "./picking";

const order = ["a", "b", "c", "d", "e", "f"];
const ids = (picked: Picked) => [...picked.ids].sort().join("");

it("picks one after another and drops them again", () => {
  const two = toggle(toggle(NOTHING, "b"), "d");
  expect(ids(two)).toBe("bd");
  expect(ids(toggle(two, "b"))).toBe("d");
});

it("picks a range either way from what was last picked", () => {
  const from = toggle(NOTHING, "c");
  expect(ids(stretch(from, order, "e"))).toBe("cde");
  expect(ids(stretch(from, order, "a"))).toBe("abc");
});

it("lets a range shrink and turn around, and keeps what was picked before it", () => {
  const from = toggle(toggle(NOTHING, "f"), "c");
  const wide = stretch(from, order, "e");
  expect(ids(wide)).toBe("cdef");
  expect(ids(stretch(wide, order, "d"))).toBe("cdf");
  expect(ids(stretch(wide, order, "b"))).toBe("bcf");
});

it("starts with one where there is nothing to start from", () => {
  expect(ids(stretch(NOTHING, order, "d"))).toBe("d");
  // What the range would have started from has been deleted meanwhile.
  expect(ids(stretch(toggle(NOTHING, "gone"), order, "d"))).toBe("dgone");
  // Never drops what it is asked to pick.
  expect(ids(stretch({ ...toggle(NOTHING, "d"), anchor: null }, order, "d"))).toBe("d");
});

it("goes on from the first after everything was picked", () => {
  expect(ids(everything(order))).toBe("abcdef");
  expect(ids(stretch(everything(order), order, "b"))).toBe("abcdef");
});
