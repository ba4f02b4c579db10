import { shortDate, timeOfDay } from "../../lib/dates";
import { dayIn, wallClock } from "../../lib/zones";

export interface Day<T> {
  /** "2026-11-28", in the place whose days these are. */
  day: string;
  photos: T[];
}

/** Photos under the day on which they were taken, in the order in which they come. */
export function byDay<T extends { at: string }>(photos: readonly T[], timeZone?: string): Day<T>[] {
  const days = new Map<string, T[]>();
  for (const photo of photos) {
    const day = dayIn(photo.at, timeZone);
    const there = days.get(day);
    if (there) there.push(photo);
    else days.set(day, [photo]);
  }
  return Array.from(days, ([day, photos]) => ({ day, photos }));
}

/** "Today, Fri 28 Nov", "Yesterday, Thu 27 Nov", "Wed 26 Nov", "Fri 28 Nov 2025". */
export function dayName(day: string, timeZone?: string, now = Date.now()): string {
  const today = dayIn(now, timeZone);
  const date = shortDate(day, new Date(`${today}T12:00`));
  if (day === today) return `Today, ${date}`;
  return day === dayBefore(today) ? `Yesterday, ${date}` : date;
}

function dayBefore(day: string): string {
  const noon = new Date(`${day}T12:00Z`);
  noon.setUTCDate(noon.getUTCDate() - 1);
  return noon.toISOString().slice(0, 10);
}

/** "Fri 28 Nov, 3:05 pm", by the clocks of the place. */
export function dayAndTime(at: string, timeZone?: string, now = Date.now()): string {
  const wall = wallClock(at, timeZone);
  const today = new Date(`${dayIn(now, timeZone)}T12:00`);
  return `${shortDate(wall.slice(0, 10), today)}, ${timeOfDay(wall)}`;
}
