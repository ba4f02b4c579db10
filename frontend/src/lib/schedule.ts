import { addDays, daysBetween, mondayOf } from "./days";

/** What members and clients know of a task. */
export interface ScheduledTask {
  id: string;
  parent_id: string | null;
  kind: "task" | "group" | "milestone";
  name: string;
  starts_on: string;
  ends_on: string;
}

/** What runs in one week, earliest first. */
export interface Week<T> {
  monday: string;
  /** Listed for the first time. */
  tasks: T[];
  /** Listed in an earlier week already. */
  continuing: T[];
}

/**
 * The weeks in which something runs, before this one and from this one on. Each of the two lists is read
 * by itself, so that a task that began earlier is told in full in the first week that is ahead.
 */
export function weeksOf<T extends ScheduledTask>(
  tasks: T[],
  today: string,
): { earlier: Week<T>[]; coming: Week<T>[] } {
  const work = tasks
    .filter(({ kind }) => kind !== "group")
    .sort((one, other) => one.starts_on.localeCompare(other.starts_on));
  const now = mondayOf(today);
  return {
    earlier: collect(work, "", now),
    coming: collect(work, now, "9999"),
  };
}

function collect<T extends ScheduledTask>(tasks: T[], from: string, until: string): Week<T>[] {
  const weeks = new Map<string, Week<T>>();
  for (const task of tasks) {
    const first = mondayOf(task.starts_on) > from ? mondayOf(task.starts_on) : from;
    for (
      let monday = first;
      monday < until && monday <= task.ends_on;
      monday = addDays(monday, 7)
    ) {
      const week = weeks.get(monday) ?? { monday, tasks: [], continuing: [] };
      weeks.set(monday, week);
      (monday === first ? week.tasks : week.continuing).push(task);
    }
  }
  return [...weeks.values()].sort((one, other) => one.monday.localeCompare(other.monday));
}

/** "This week" or "Next week", where it is one of them. */
export function nearness(monday: string, today: string): string | null {
  const days = daysBetween(mondayOf(today), monday);
  if (days === 0) return "This week";
  return days === 7 ? "Next week" : null;
}

/** The names of the groups by their ids. */
export const groupNames = (tasks: ScheduledTask[]): Map<string, string> =>
  new Map(tasks.filter(({ kind }) => kind === "group").map(({ id, name }) => [id, name]));

/** How deep in groups each task lies. */
export function depthsOf(tasks: ScheduledTask[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const { id, parent_id } of tasks)
    depths.set(id, parent_id ? (depths.get(parent_id) ?? -1) + 1 : 0);
  return depths;
}
