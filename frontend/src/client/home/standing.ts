import type { PortalProject } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";

type Dates = Pick<PortalProject, "status" | "starts_on" | "ends_on">;

/** The local day of a moment, "2026-11-28". */
const dayOf = (at: Date) =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

const isOver = ({ status }: Dates) => status === "completed" || status === "archived";

/** What the project's dates say about today: what has happened, or should have. */
export function standing(project: Dates, now = new Date()): string[] {
  const { status, starts_on, ends_on } = project;
  const today = dayOf(now);
  const lines: string[] = [];
  if (starts_on && starts_on <= today) {
    const begun = status !== "planned";
    if (begun || starts_on < today)
      lines.push(`${begun ? "Started" : "Was planned to start"} ${shortDate(starts_on, now)}`);
  }
  if (ends_on && (isOver(project) || ends_on < today))
    lines.push(`Was planned to finish ${shortDate(ends_on, now)}`);
  return lines;
}

/** What they say about the days to come. */
export function ahead(project: Dates, now = new Date()): string[] {
  const { status, starts_on, ends_on } = project;
  if (isOver(project)) return [];
  const today = dayOf(now);
  const lines: string[] = [];
  if (starts_on && (starts_on > today || (starts_on === today && status === "planned")))
    lines.push(`Planned to start ${shortDate(starts_on, now)}`);
  if (ends_on && ends_on >= today) lines.push(`Planned to finish ${shortDate(ends_on, now)}`);
  return lines;
}
