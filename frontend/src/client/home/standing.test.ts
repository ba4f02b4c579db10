import { expect, it } from "vitest";
import { nextDate, standing } from "./standing";

const now = new Date(2026, 10, 23, 12, 0);
const dates = { starts_on: "2026-08-03", ends_on: "2026-12-18" };

it("says when work started and when it is to end", () => {
  expect(standing({ status: "active", ...dates }, now)).toEqual([
    "Started Mon 3 Aug",
    "Planned to finish Fri 18 Dec",
  ]);
  expect(standing({ status: "planned", ...dates }, now)[0]).toBe("Planned to start Mon 3 Aug");
  expect(standing({ status: "active", starts_on: "2026-11-24", ends_on: null }, now)).toEqual([
    "Planned to start Tue 24 Nov",
  ]);
  expect(standing({ status: "completed", ...dates }, now)[1]).toBe(
    "Was planned to finish Fri 18 Dec",
  );
});

it("finds the next date that is still ahead", () => {
  expect(nextDate({ status: "active", ...dates }, now)).toBe(
    "Work is planned to finish Fri 18 Dec.",
  );
  expect(nextDate({ status: "planned", starts_on: "2026-11-24", ends_on: "2026-12-18" }, now)).toBe(
    "Work is planned to start Tue 24 Nov.",
  );
  expect(nextDate({ status: "active", starts_on: null, ends_on: "2026-11-22" }, now)).toBeNull();
  expect(nextDate({ status: "completed", ...dates }, now)).toBeNull();
});
