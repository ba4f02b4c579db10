import { expect, it } from "vitest";
import type { PortalSchedule } from "../../api/gen/types.gen";
import { plainDay, summaryOf } from "./words";

const schedule = (more: Partial<PortalSchedule>): PortalSchedule => ({
  first_day: "2026-08-03",
  last_day: "2026-12-18",
  progress: 42,
  published_at: "2026-11-24T12:00:00Z",
  tasks: [],
  ...more,
});

it.each([
  [{}, "3 Aug to 18 Dec 2026 · 42\u00a0% done · as published 24 Nov 2026"],
  [{ last_day: "2027-02-05", published_at: null }, "3 Aug 2026 to 5 Feb 2027 · 42\u00a0% done"],
  [{ last_day: "2026-08-03", published_at: null }, "3 Aug 2026 · 42\u00a0% done"],
  [{ first_day: null, last_day: null, published_at: null }, "42\u00a0% done"],
])("says a schedule in a line: %j", (more, line) => {
  expect(summaryOf(schedule(more))).toBe(line);
});

it("leaves out the year that stands beside it", () => {
  expect(plainDay("2026-11-23", "2026-01-01")).toBe("23 Nov");
  expect(plainDay("2027-01-04", "2026-12-01")).toBe("4 Jan 2027");
});
