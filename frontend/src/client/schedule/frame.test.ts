import { expect, it } from "vitest";
import type { PortalTask } from "../../api/gen/types.gen";
import { depthsOf } from "../../lib/schedule";
import { frameOf, middleOf, mondaysOf, monthsOf, placeOf } from "./frame";

const task = (id: string, starts_on: string, ends_on: string, parent_id: string | null = null) =>
  ({ id, starts_on, ends_on, parent_id }) as PortalTask;

const frame = { monday: "2026-11-23", weeks: 2 };

it("covers whole weeks", () => {
  expect(frameOf([])).toBeNull();
  expect(
    frameOf([task("roof", "2026-12-01", "2026-12-06"), task("frame", "2026-11-25", "2026-11-27")]),
  ).toEqual(frame);
  expect(frameOf([task("a", "2026-11-29", "2026-11-30")])?.weeks).toBe(2);
  expect(mondaysOf(frame)).toEqual(["2026-11-23", "2026-11-30"]);
});

it("places days in it", () => {
  expect(placeOf(frame, "2026-11-30", "2026-12-06")).toEqual({ left: "50.000%", width: "50.000%" });
  expect(middleOf(frame, "2026-11-26")).toBe("25.000%");
  expect(middleOf(frame, "2026-11-22")).toBeNull();
  expect(middleOf(frame, "2026-12-07")).toBeNull();
});

it("names the months that have room, with the year where it begins", () => {
  expect(monthsOf({ monday: "2026-11-23", weeks: 11 })).toEqual([
    { from: "2026-11-23", until: "2026-11-30", label: "" },
    { from: "2026-12-01", until: "2026-12-31", label: "Dec 2026" },
    { from: "2027-01-01", until: "2027-01-31", label: "Jan 2027" },
    { from: "2027-02-01", until: "2027-02-07", label: "" },
  ]);
});

it("knows how deep a task lies", () => {
  const day = "2026-11-23";
  const tasks = [task("g", day, day), task("h", day, day, "g"), task("t", day, day, "h")];
  expect([...depthsOf(tasks).values()]).toEqual([0, 1, 2]);
  expect(depthsOf([task("t", day, day, "not shown")]).get("t")).toBe(0);
});
