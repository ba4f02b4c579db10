import type { PortalProject } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";

type Dates = Pick<PortalProject, "status" | "starts_on" | "ends_on">;

/** The local day of a moment, "2026-11-28". */
const dayOf = (at: Date) =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

/** Where the project stands by its dates, a sentence each. */
export function standing(project: Dates, now = new Date()): string[] {
  const { status, starts_on, ends_on } = project;
  const lines: string[] = [];
  if (starts_on) {
    const begun = starts_on <= dayOf(now) && status !== "planned";
    lines.push(`${begun ? "Started" : "Planned to start"} ${shortDate(starts_on, now)}`);
  }
  if (ends_on) {
    const over = status === "completed" || status === "archived";
    lines.push(
      `${over ? "Was planned to finish" : "Planned to finish"} ${shortDate(ends_on, now)}`,
    );
  }
  return lines;
}

/** The next date on the calendar, when there is one: the start, or else the end. */
export function nextDate(project: Dates, now = new Date()): string | null {
  const { status, starts_on, ends_on } = project;
  if (status === "completed" || status === "archived") return null;
  const today = dayOf(now);
  if (starts_on && starts_on > today)
    return `Work is planned to start ${shortDate(starts_on, now)}.`;
  if (ends_on && ends_on >= today) return `Work is planned to finish ${shortDate(ends_on, now)}.`;
  return null;
}
