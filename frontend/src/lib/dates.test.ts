import { describe, expect, it } from "vitest";
import {
  dateAndTime,
  dateRange,
  dateTimeAndZone,
  relativeTime,
  shortDate,
  timeOfDay,
} from "./dates";

const now = new Date(2026, 10, 23, 12, 0);
const local = (...parts: [number, number, number, number?, number?]) =>
  new Date(...parts).toISOString();

describe("dates", () => {
  it("are written as people say them, with the year only when it is another", () => {
    expect(shortDate("2026-11-28", now)).toBe("Sat 28 Nov");
    expect(shortDate("2027-02-01", now)).toBe("Mon 1 Feb 2027");
  });

  it("of moments are the local day", () => {
    expect(shortDate(local(2026, 10, 28, 23, 59), now)).toBe("Sat 28 Nov");
    expect(timeOfDay(local(2026, 10, 28, 15, 5))).toBe("3:05 pm");
    expect(dateAndTime(local(2026, 10, 28, 9, 0), now)).toBe("Sat 28 Nov, 9:00 am");
  });

  it("name the zone where another place's time is told too", () => {
    expect(dateTimeAndZone(local(2026, 10, 28, 9, 0), now)).toMatch(/^Sat 28 Nov, 9:00 am \S+$/);
  });

  it("make ranges, open on either side", () => {
    expect(dateRange("2026-08-03", "2026-11-28", now)).toBe("Mon 3 Aug to Sat 28 Nov");
    expect(dateRange("2026-08-03", null, now)).toBe("from Mon 3 Aug");
    expect(dateRange(null, "2026-11-28", now)).toBe("until Sat 28 Nov");
    expect(dateRange(null, null, now)).toBeNull();
  });
});

describe("relative times", () => {
  const ago = (ms: number) => relativeTime(new Date(now.getTime() - ms).toISOString(), now);
  const minute = 60_000;

  it("round towards now and end after a week", () => {
    expect(ago(59_000)).toBe("just now");
    expect(ago(minute)).toBe("1 minute ago");
    expect(ago(119 * minute)).toBe("1 hour ago");
    expect(ago(120 * minute)).toBe("2 hours ago");
    expect(ago(25 * 60 * minute)).toBe("yesterday");
    expect(ago(7 * 24 * 60 * minute)).toBe("Mon 16 Nov");
  });

  it("look ahead too", () => {
    expect(ago(-3 * 24 * 60 * minute)).toBe("in 3 days");
  });
});
