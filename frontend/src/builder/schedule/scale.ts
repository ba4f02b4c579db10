import { dayOf, numberOf, weekdayOf } from "../../lib/days";

export type Zoom = "days" | "weeks" | "months";

/** How wide a day is, in pixels. */
const WIDTH: Record<Zoom, number> = { days: 32, weeks: 12, months: 4 };
/** Room before the first day and after the last, in days. */
const MARGIN = { before: 7, after: 28 };

interface Tick {
  at: number;
  width: number;
  label: string;
}

export interface Scale {
  zoom: Zoom;
  dayWidth: number;
  /** The first day shown, and how many. */
  first: number;
  count: number;
  width: number;
  /** Where a day begins, in pixels from the left. */
  x: (day: string) => number;
  /** The line above: months. */
  months: Tick[];
  /** The line below: days, or the Mondays of weeks. */
  ticks: Tick[];
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The time line from one day to another, with whole weeks around them. */
export function scaleOf(from: string, to: string, zoom: Zoom): Scale {
  const dayWidth = WIDTH[zoom];
  const start = numberOf(from) - MARGIN.before;
  const first = start - weekdayOf(start);
  const count = Math.ceil((numberOf(to) + MARGIN.after - first) / 7) * 7;
  return {
    zoom,
    dayWidth,
    first,
    count,
    width: count * dayWidth,
    x: (day) => (numberOf(day) - first) * dayWidth,
    months: monthsOf(first, count, dayWidth),
    ticks: ticksOf(first, count, dayWidth, zoom),
  };
}

function monthsOf(first: number, count: number, dayWidth: number): Tick[] {
  const months: Tick[] = [];
  for (let number = first; number < first + count; number += 1) {
    const [year, month] = dayOf(number).split("-").map(Number);
    const label = `${MONTHS[(month ?? 1) - 1]} ${year}`;
    const last = months.at(-1);
    if (last?.label === label) last.width += dayWidth;
    else months.push({ at: (number - first) * dayWidth, width: dayWidth, label });
  }
  return months;
}

function ticksOf(first: number, count: number, dayWidth: number, zoom: Zoom): Tick[] {
  const step = zoom === "days" ? 1 : 7;
  return Array.from({ length: count / step }, (_, index) => ({
    at: index * step * dayWidth,
    width: step * dayWidth,
    label: zoom === "months" ? "" : String(Number(dayOf(first + index * step).slice(8))),
  }));
}
