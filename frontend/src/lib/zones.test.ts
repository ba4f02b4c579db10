import { expect, it } from "vitest";
import { dayIn, momentOf, wallClock } from "./zones";

it.each([
  ["2026-11-28T13:30:00Z", "Australia/Sydney", "2026-11-29"],
  ["2026-11-28T13:30:00Z", "America/Los_Angeles", "2026-11-28"],
  ["2026-11-28T00:30:00Z", "America/Los_Angeles", "2026-11-27"],
  ["2026-11-28T00:00:00Z", "UTC", "2026-11-28"],
  ["2026-12-31T10:15:00Z", "Pacific/Kiritimati", "2027-01-01"],
])("%s is in %s the day %s", (moment, zone, day) => {
  expect(dayIn(moment, zone)).toBe(day);
});

it("reads the clock of another place, midnight being nought", () => {
  expect(wallClock("2026-11-28T13:00:00Z", "Australia/Sydney")).toBe("2026-11-29T00:00");
  expect(wallClock("2026-06-28T13:05:59Z", "Asia/Kolkata")).toBe("2026-06-28T18:35");
});

it("falls back to the browser's own zone where it does not know one", () => {
  expect(wallClock("2026-06-28T13:05:00Z", "Mars/Olympus")).toBe(wallClock("2026-06-28T13:05:00Z"));
});

it.each([
  ["2026-11-28T15:05", "Australia/Sydney", "2026-11-28T04:05:00.000Z"],
  ["2026-06-28T15:05", "Australia/Sydney", "2026-06-28T05:05:00.000Z"],
  ["2026-11-28T15:05", "America/New_York", "2026-11-28T20:05:00.000Z"],
  // The hour that Sydney has twice: the first of the two.
  ["2026-04-05T02:30", "Australia/Sydney", "2026-04-04T15:30:00.000Z"],
  // The hour that it leaves out: as if the clocks had not been moved.
  ["2026-10-04T02:30", "Australia/Sydney", "2026-10-03T15:30:00.000Z"],
])("%s on the clocks of %s is %s", (wall, zone, moment) => {
  expect(momentOf(wall, zone)).toBe(moment);
});

it.each(["Australia/Sydney", "Europe/London", "America/St_Johns", "UTC"])(
  "goes there and back in %s all year",
  (zone) => {
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const at = Date.UTC(2026, 0, 1, hour);
      const wall = wallClock(at, zone);
      expect(wallClock(momentOf(wall, zone), zone)).toBe(wall);
    }
  },
);
