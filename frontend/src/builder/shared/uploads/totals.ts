import { isOpen, type Upload } from "./queue";

export interface Totals {
  files: number;
  done: number;
  /** What has not arrived and does not go on by itself. */
  failed: number;
  open: number;
  stalled: number;
  interrupted: number;
  /** Bytes of everything that was not cancelled. */
  size: number;
  sent: number;
}

export function totalsOf(uploads: readonly Upload[]): Totals {
  const totals = { files: 0, done: 0, failed: 0, open: 0, stalled: 0, interrupted: 0 };
  let size = 0;
  let sent = 0;
  for (const upload of uploads) {
    if (upload.state === "interrupted") totals.interrupted += 1;
    if (upload.state === "cancelled" || upload.state === "interrupted") continue;
    totals.files += 1;
    if (isOpen(upload)) totals.open += 1;
    if (upload.state === "stalled") totals.stalled += 1;
    if (upload.state === "done") totals.done += 1;
    if (upload.state === "failed" || upload.state === "refused") totals.failed += 1;
    size += upload.size;
    sent += upload.sent;
  }
  return { ...totals, size, sent };
}

/** From 0 to 1. An empty file is there at once, and the last per cent is for the server's answers. */
export const progressOf = ({ size, sent, open }: Totals): number =>
  open === 0 ? 1 : size === 0 ? 0 : Math.min(0.99, sent / size);

/** How far back speed is measured. */
const WINDOW = 8000;
/** An estimate from less than this would jump about. */
const LEAST = 1500;

/** How long the rest takes, from how fast the bytes went lately. */
export class Speed {
  private readings: { at: number; sent: number }[] = [];

  /** Seconds left; null while that cannot be told. */
  left({ size, sent }: Pick<Totals, "size" | "sent">, now = Date.now()): number | null {
    const last = this.readings.at(-1);
    // What is begun again or cancelled takes bytes away: measured from there anew.
    if (last && sent < last.sent) this.readings = [];
    this.readings.push({ at: now, sent });
    while (this.readings.length > 2 && now - (this.readings[1]?.at ?? now) > WINDOW)
      this.readings.shift();
    const first = this.readings[0] ?? { at: now, sent };
    const bytes = sent - first.sent;
    if (bytes <= 0 || now - first.at < LEAST) return null;
    return Math.max(0, Math.round(((size - sent) / bytes) * ((now - first.at) / 1000)));
  }
}

/** "about 2 minutes left": steps that do not flicker. */
export function timeLeft(seconds: number): string {
  if (seconds < 10) return "a few seconds left";
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${minutes <= 1 ? "a minute" : `${minutes} minutes`} left`;
  return `about ${Math.round(minutes / 60)} hours left`;
}

const MOST = 60;
const rank: Record<Upload["state"], number> = {
  sending: 0,
  refused: 1,
  failed: 1,
  interrupted: 1,
  stalled: 2,
  waiting: 3,
  cancelled: 4,
  done: 5,
};

/** All of a short list as it is; of a long one what matters now. */
export function worthShowing(uploads: readonly Upload[]): readonly Upload[] {
  if (uploads.length <= MOST) return uploads;
  return [...uploads]
    .sort((one, other) => rank[one.state] - rank[other.state] || one.id - other.id)
    .slice(0, MOST);
}
