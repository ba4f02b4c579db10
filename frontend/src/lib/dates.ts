const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const locale = "en-AU";
type Style = Intl.DateTimeFormatOptions;

/** Formatters are dear to make: one per way of writing. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function write(style: Style, at: Date): string {
  const key = JSON.stringify(style);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, style);
    formatters.set(key, formatter);
  }
  // "Fri, 28 Nov" → "Fri 28 Nov"; the narrow space before am and pm is one that every font has.
  return formatter
    .format(at)
    .replace(",", "")
    .replace(/\u202f/g, " ");
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

/** "2026-11-28" as that day at midnight here; `new Date` would make it midnight in Greenwich. */
function parseDay(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}

const isDay = (text: string) => text.length === 10;
const toDate = (text: string) => (isDay(text) ? parseDay(text) : new Date(text));

/** "Fri 28 Nov", with the year when it is not this one: a day, or the local day of a moment. */
export function shortDate(text: string, now = new Date()): string {
  const at = toDate(text);
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return write({ weekday: "short", day: "numeric", month: "short", ...year }, at);
}

/** "3:05 pm", local. */
export const timeOfDay = (moment: string | number): string =>
  write({ hour: "numeric", minute: "2-digit" }, new Date(moment));

/** "Fri 28 Nov, 3:05 pm", local. */
export const dateAndTime = (moment: string, now = new Date()): string =>
  `${shortDate(moment, now)}, ${timeOfDay(moment)}`;

/** "Fri 28 Nov, 3:05 pm AEDT": local, for a moment that is also told in another place's time. */
export const dateTimeAndZone = (moment: string, now = new Date()): string =>
  `${shortDate(moment, now)}, ${write({ hour: "numeric", minute: "2-digit", timeZoneName: "short" }, new Date(moment))}`;

const steps: [number, number, Intl.RelativeTimeFormatUnit][] = [
  [HOUR, MINUTE, "minute"],
  [DAY, HOUR, "hour"],
  [7 * DAY, DAY, "day"],
];

/** "just now", "2 hours ago", "in 3 days"; from a week on, the date. */
export function relativeTime(moment: string, now = new Date()): string {
  const difference = new Date(moment).getTime() - now.getTime();
  const distance = Math.abs(difference);
  if (distance < MINUTE) return "just now";
  for (const [limit, unit, name] of steps)
    if (distance < limit) return relative.format(Math.trunc(difference / unit), name);
  return shortDate(moment, now);
}

/** "Mon 3 Aug to Fri 28 Nov", "from Mon 3 Aug", "until Fri 28 Nov"; null when neither day is known. */
export function dateRange(
  from: string | null,
  until: string | null,
  now = new Date(),
): string | null {
  if (from && until) return `${shortDate(from, now)} to ${shortDate(until, now)}`;
  if (from) return `from ${shortDate(from, now)}`;
  return until ? `until ${shortDate(until, now)}` : null;
}
