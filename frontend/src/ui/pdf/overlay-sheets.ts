import { overlay } from "./compose";
import { type Area, discard, paper, type Sheets, type Size, turned } from "./sheets";

/** How many drawings are kept, so that the balance can be changed without drawing them again. */
const KEPT = 6;

export interface OverlaySheets extends Sheets {
  /** Of the two, how much of the newer; what is drawn from then on is in that balance. */
  setBalance: (balance: number) => void;
}

/** Two one-page sheets over each other, top left corner on top left corner. */
export function overlaySheets(older: Sheets, newer: Sheets): OverlaySheets {
  const first: Size = {
    width: Math.max(older.first.width, newer.first.width),
    height: Math.max(older.first.height, newer.first.height),
  };
  const kept = new Map<string, HTMLCanvasElement>();
  let balance = 0.5;

  const drawing = async (sheets: Sheets, key: string, area: Area, signal: AbortSignal) => {
    const known = kept.get(key);
    if (known) return known;
    const canvas = await drawPart(sheets, first, area, signal);
    kept.set(key, canvas);
    while (kept.size > KEPT) {
      const [oldest] = kept.keys();
      if (oldest === undefined) break;
      discard(kept.get(oldest));
      kept.delete(oldest);
    }
    return canvas;
  };

  return {
    count: 1,
    first,
    size: async () => first,
    draw: async (_page, area, signal) => {
      const name = JSON.stringify(area);
      const [old, fresh] = await Promise.all([
        drawing(older, `old ${name}`, area, signal),
        drawing(newer, `new ${name}`, area, signal),
      ]);
      signal.throwIfAborted();
      return overlay(old, fresh, area, balance);
    },
    setBalance: (to) => {
      balance = to;
    },
    close: () => {
      for (const canvas of kept.values()) discard(canvas);
      kept.clear();
    },
  };
}

/** What of a sheet lies in an area of the whole, which may be larger than the sheet. */
async function drawPart(sheets: Sheets, whole: Size, area: Area, signal: AbortSignal) {
  const { scale, turn } = area;
  const own = turned(sheets.first, turn);
  const all = turned(whole, turn);
  // The corner that is on top of the other's is at the top left before the turn.
  const left = turn === 90 || turn === 180 ? all.width - own.width : 0;
  const top = turn === 180 || turn === 270 ? all.height - own.height : 0;
  if (left === 0 && top === 0 && own.width === all.width && own.height === all.height)
    return sheets.draw(0, area, signal);
  const from = { x: left * scale, y: top * scale };
  const x = Math.max(area.x, from.x);
  const y = Math.max(area.y, from.y);
  const width = Math.min(area.x + area.width, from.x + own.width * scale) - x;
  const height = Math.min(area.y + area.height, from.y + own.height * scale) - y;
  const canvas = paper(area);
  if (width < 1 || height < 1) return canvas;
  const part = { scale, turn, x: x - from.x, y: y - from.y, width, height };
  const drawn = await sheets.draw(0, part, signal);
  canvas.getContext("2d", { alpha: false })?.drawImage(drawn, x - area.x, y - area.y);
  discard(drawn);
  return canvas;
}
