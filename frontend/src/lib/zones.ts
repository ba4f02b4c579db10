/** Formatters are dear to make: one per place. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const key = timeZone ?? "";
  const known = formatters.get(key);
  if (known) return known;
  const made = make(timeZone);
  formatters.set(key, made);
  return made;
}

/** Swedish is written as a clock is compared: "2026-11-28 15:05:00". */
function make(timeZone: string | undefined): Intl.DateTimeFormat {
  const style = { dateStyle: "short", timeStyle: "medium" } as const;
  try {
    return new Intl.DateTimeFormat("sv-SE", { ...style, timeZone });
  } catch {
    // A zone younger than the browser; its own is the best guess left.
    return new Intl.DateTimeFormat("sv-SE", style);
  }
}

/** What the clock on the wall of a place shows at a moment, "2026-11-28T15:05"; without a place, of this one. */
export function wallClock(moment: string | number, timeZone?: string): string {
  return clock(new Date(moment), timeZone).slice(0, 16);
}

const clock = (at: Date, timeZone?: string) => formatterFor(timeZone).format(at).replace(" ", "T");

/** The day that a moment belongs to in a place, "2026-11-28". */
export const dayIn = (moment: string | number, timeZone?: string): string =>
  wallClock(moment, timeZone).slice(0, 10);

/** The moment at which the clock of a place shows `wall`; when it shows it twice, the first time. */
export function momentOf(wall: string, timeZone?: string): string {
  const asIfUtc = Date.parse(`${wall}Z`);
  const behind = (at: number) => Date.parse(`${clock(new Date(at), timeZone)}Z`) - at;
  const DAY = 86_400_000;
  // The offsets on either side of any change of clocks that is near.
  const candidates = [behind(asIfUtc - DAY), behind(asIfUtc + DAY)].map(
    (offset) => asIfUtc - offset,
  );
  const exact = candidates.filter((at) => at + behind(at) === asIfUtc);
  return new Date(Math.min(...(exact.length > 0 ? exact : candidates))).toISOString();
}
