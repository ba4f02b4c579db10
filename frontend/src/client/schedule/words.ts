import type { PortalSchedule, PortalTask } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { today } from "../../lib/today";

const style = { day: "numeric", month: "short", timeZone: "UTC" } as const;
const dayAndMonth = new Intl.DateTimeFormat("en-AU", style);
const wholeDay = new Intl.DateTimeFormat("en-AU", { ...style, year: "numeric" });

const isSameYear = (one: string, other: string) => one.slice(0, 4) === other.slice(0, 4);

/** "23 Nov", with the year when it is not that of `beside`. */
export const plainDay = (day: string, beside?: string): string =>
  (beside && isSameYear(day, beside) ? dayAndMonth : wholeDay).format(new Date(day));

/** "40 % done", with a space that does not break. */
export const done = (progress: number): string => `${progress}\u00a0% done`;

/** The schedule in a line: "3 Aug to 18 Dec 2026 · 42 % done · as published 24 Nov 2026". */
export function summaryOf(schedule: PortalSchedule): string {
  const { first_day: first, last_day: last, progress, published_at } = schedule;
  const span =
    first &&
    last &&
    (first === last ? plainDay(last) : `${plainDay(first, last)} to ${plainDay(last)}`);
  const published = published_at && `as published ${plainDay(today(new Date(published_at)))}`;
  return [span, done(progress), published].filter(Boolean).join(" · ");
}

/** "Mon 23 Nov to Fri 4 Dec", or the one day that it takes. */
export const daysOf = ({ starts_on, ends_on }: PortalTask): string =>
  starts_on === ends_on ? shortDate(starts_on) : `${shortDate(starts_on)} to ${shortDate(ends_on)}`;
