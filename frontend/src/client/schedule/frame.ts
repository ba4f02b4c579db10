import type { PortalTask } from "../../api/gen/types.gen";
import { addDays, daysBetween, mondayOf } from "../../lib/days";

/** The whole weeks that a chart covers. */
export interface Frame {
  monday: string;
  weeks: number;
}

/** The weeks from the first day of a schedule to its last; null when it has no tasks. */
export function frameOf(tasks: PortalTask[]): Frame | null {
  if (tasks.length === 0) return null;
  const first = tasks.map(({ starts_on }) => starts_on).reduce((a, b) => (a < b ? a : b));
  const last = tasks.map(({ ends_on }) => ends_on).reduce((a, b) => (a > b ? a : b));
  const monday = mondayOf(first);
  return { monday, weeks: Math.floor(daysBetween(monday, last) / 7) + 1 };
}

const percent = (days: number, { weeks }: Frame) => `${((100 * days) / (weeks * 7)).toFixed(3)}%`;

/** Where the days from one to another lie in the chart, the last one included. */
export const placeOf = (frame: Frame, from: string, until: string) => ({
  left: percent(daysBetween(frame.monday, from), frame),
  width: percent(daysBetween(from, until) + 1, frame),
});

/** The middle of a day in the chart; null when the day lies outside. */
export function middleOf(frame: Frame, day: string): string | null {
  const days = daysBetween(frame.monday, day);
  return days < 0 || days >= frame.weeks * 7 ? null : percent(days + 0.5, frame);
}

/** The Mondays of the chart. */
export const mondaysOf = ({ monday, weeks }: Frame): string[] =>
  Array.from({ length: weeks }, (_, week) => addDays(monday, 7 * week));

const month = new Intl.DateTimeFormat("en-AU", { month: "short", timeZone: "UTC" });

/** A name needs two weeks of room. */
const ROOM = 14;

interface Month {
  from: string;
  until: string;
  /** Its name, the first and each January with the year; empty where there is no room for it. */
  label: string;
}

/** The months of the chart, cut off at its ends. */
export function monthsOf(frame: Frame): Month[] {
  const end = addDays(frame.monday, 7 * frame.weeks - 1);
  const months: Month[] = [];
  let named = false;
  for (let from = frame.monday; from <= end; ) {
    const next = `${addDays(`${from.slice(0, 8)}01`, 31).slice(0, 8)}01`;
    const until = next > end ? end : addDays(next, -1);
    const fits = daysBetween(from, until) + 1 >= ROOM;
    const year = !named || from.slice(5, 7) === "01" ? ` ${from.slice(0, 4)}` : "";
    months.push({ from, until, label: fits ? month.format(new Date(from)) + year : "" });
    named ||= fits;
    from = next;
  }
  return months;
}
