import { describe, expect, it } from "vitest";
import { addDays, daysBetween, mondayOf } from "./days";
import { groupNames, nearness, type ScheduledTask, type Week, weeksOf } from "./schedule";

const task = (
  name: string,
  starts_on: string,
  ends_on: string,
  kind: ScheduledTask["kind"] = "task",
): ScheduledTask => ({ id: name, kind, name, starts_on, ends_on, parent_id: null });

const said = (weeks: Week<ScheduledTask>[]) =>
  weeks.map(({ monday, tasks, continuing }) => [
    monday,
    tasks.map(({ name }) => name),
    continuing.map(({ name }) => name),
  ]);

it.each([
  ["2026-11-23", "2026-11-23"],
  ["2026-11-25", "2026-11-23"],
  ["2026-11-29", "2026-11-23"],
  ["2027-01-01", "2026-12-28"],
])("the week of %s begins on %s", (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});

it("counts days over the ends of months and over changes of the clock", () => {
  expect(addDays("2026-02-27", 3)).toBe("2026-03-02");
  expect(daysBetween("2026-10-01", "2026-10-08")).toBe(7);
  expect(daysBetween("2026-03-25", "2026-04-01")).toBe(7);
});

describe("the weeks of a schedule", () => {
  const frame = task("Frame", "2026-11-16", "2026-12-04");
  const roof = task("Roof", "2026-12-01", "2026-12-02");

  it("tell a long task once in full, and then that it continues", () => {
    expect(said(weeksOf([roof, frame], "2026-11-16").coming)).toEqual([
      ["2026-11-16", ["Frame"], []],
      ["2026-11-23", [], ["Frame"]],
      ["2026-11-30", ["Roof"], ["Frame"]],
    ]);
  });

  it("tell what began earlier in full again in this week", () => {
    const { earlier, coming } = weeksOf([frame, roof], "2026-11-29");
    expect(said(earlier)).toEqual([["2026-11-16", ["Frame"], []]]);
    expect(said(coming)).toEqual([
      ["2026-11-23", ["Frame"], []],
      ["2026-11-30", ["Roof"], ["Frame"]],
    ]);
  });

  it("leave out groups and the weeks in which nothing runs", () => {
    const group = task("Lock-up", "2026-11-16", "2026-12-31", "group");
    const handover = task("Handover", "2026-12-31", "2026-12-31", "milestone");
    expect(said(weeksOf([group, roof, handover], "2026-11-20").coming)).toEqual([
      ["2026-11-30", ["Roof"], []],
      ["2026-12-28", ["Handover"], []],
    ]);
  });

  it("list earliest first, and as they are in the schedule on the same day", () => {
    const tasks = [
      roof,
      task("Gutters", "2026-12-01", "2026-12-01"),
      task("Crane", "2026-11-30", "2026-11-30"),
    ];
    expect(said(weeksOf(tasks, "2026-12-04").coming)).toEqual([
      ["2026-11-30", ["Crane", "Roof", "Gutters"], []],
    ]);
  });

  it("are all behind when everything is over", () => {
    const { earlier, coming } = weeksOf([roof], "2026-12-07");
    expect(coming).toEqual([]);
    expect(said(earlier)).toEqual([["2026-11-30", ["Roof"], []]]);
  });
});

it("calls this week and the next by their names", () => {
  const words = ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"].map((monday) =>
    nearness(monday, "2026-11-29"),
  );
  expect(words).toEqual([null, "This week", "Next week", null]);
});

it("knows the names of groups only", () => {
  const group = task("Lock-up", "2026-11-16", "2026-12-31", "group");
  expect([...groupNames([group, task("Roof", "2026-12-01", "2026-12-02")])]).toEqual([
    ["Lock-up", "Lock-up"],
  ]);
});
