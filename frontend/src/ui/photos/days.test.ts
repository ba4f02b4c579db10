import { expect, it } from "vitest";
import { byDay, dayAndTime, dayName } from "./days";

const at = (...moments: string[]) => moments.map((at) => ({ at }));

it("puts photos under the days of the place they were taken in, not of who looks", () => {
  // Three photos of one afternoon in Sydney, newest first; in London they are of two days.
  const photos = at("2026-11-28T05:00:00Z", "2026-11-28T00:30:00Z", "2026-11-27T22:00:00Z");
  const days = (zone: string) => byDay(photos, zone).map(({ day, photos }) => [day, photos.length]);
  expect(days("Australia/Sydney")).toEqual([["2026-11-28", 3]]);
  expect(days("Europe/London")).toEqual([
    ["2026-11-28", 2],
    ["2026-11-27", 1],
  ]);
});

it("keeps the order in which they come, and each day once", () => {
  const photos = at("2026-11-28T05:00:00Z", "2026-11-26T05:00:00Z", "2026-11-28T04:00:00Z");
  expect(byDay(photos, "UTC")).toEqual([
    { day: "2026-11-28", photos: at("2026-11-28T05:00:00Z", "2026-11-28T04:00:00Z") },
    { day: "2026-11-26", photos: at("2026-11-26T05:00:00Z") },
  ]);
  expect(byDay([], "UTC")).toEqual([]);
});

it.each([
  // Ten at night in London is already the next day in Sydney.
  ["2026-11-29", "Australia/Sydney", "Today, Sun 29 Nov"],
  ["2026-11-28", "Australia/Sydney", "Yesterday, Sat 28 Nov"],
  ["2026-11-28", "Europe/London", "Today, Sat 28 Nov"],
  ["2026-11-27", "Australia/Sydney", "Fri 27 Nov"],
  ["2025-11-27", "Australia/Sydney", "Thu 27 Nov 2025"],
])("%s in %s is called %3$s", (day, zone, name) => {
  expect(dayName(day, zone, Date.parse("2026-11-28T22:00:00Z"))).toBe(name);
});

it("knows the day before the first of a month and of a year", () => {
  expect(dayName("2026-12-31", "UTC", Date.parse("2027-01-01T08:00:00Z"))).toMatch(/^Yesterday/);
  expect(dayName("2026-02-28", "UTC", Date.parse("2026-03-01T08:00:00Z"))).toMatch(/^Yesterday/);
});

it("tells the time by the clocks of the place", () => {
  const now = Date.parse("2026-11-30T00:00:00Z");
  expect(dayAndTime("2026-11-28T13:30:00Z", "Australia/Sydney", now)).toBe("Sun 29 Nov, 12:30 am");
  expect(dayAndTime("2026-11-28T13:30:00Z", "Europe/London", now)).toBe("Sat 28 Nov, 1:30 pm");
});
