import type { WorkCalendar } from "../../api/gen/types.gen";
import { dayOf, numberOf, weekdayOf } from "../../lib/days";

/** Says of a day's number whether it is worked. */
export function workedDays(calendar: WorkCalendar): (number: number) => boolean {
  const holidays = new Set(calendar.holidays.map(({ day }) => numberOf(day)));
  return (number) => calendar.weekdays[weekdayOf(number)] === true && !holidays.has(number);
}

/** The worked days from one day to another, both of them counted. */
export function countWorked(from: string, to: string, calendar: WorkCalendar): number {
  const isWorked = workedDays(calendar);
  let count = 0;
  for (let day = numberOf(from); day <= numberOf(to); day += 1) if (isWorked(day)) count += 1;
  return count;
}

/** The worked day that lies so many of them after a day, or before it. */
export function shiftWorked(day: string, by: number, calendar: WorkCalendar): string {
  const isWorked = workedDays(calendar);
  let number = numberOf(day);
  // A calendar has a worked weekday, but may have a holiday on each of them for long.
  const end = number + Math.sign(by) * (Math.abs(by) + 60) * 7;
  for (let left = Math.abs(by); left > 0 && number !== end; ) {
    number += Math.sign(by);
    if (isWorked(number)) left -= 1;
  }
  return dayOf(number);
}
