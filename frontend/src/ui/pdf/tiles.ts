import type { Box } from "./layout";
import type { Area, Size, Turn } from "./sheets";

/** The most pixels of the canvas of a whole page, and of the one that shows a part of it sharply. */
const WHOLE = 4_000_000;
const PART = 12_000_000;
/** How much more than what is seen is drawn, so that a little scrolling finds it there. */
const SPARE = 0.35;
/** A page that is drawn this close to what the screen can show needs no sharper part. */
const CLOSE = 0.97;

/** How the page as a whole is drawn: as sharply as the screen can show it, or as its canvas may be large. */
export function wholeArea(size: Size, scale: number, turn: Turn): Area {
  const most = Math.sqrt(WHOLE / (size.width * size.height));
  const used = Math.min(scale, most);
  return {
    scale: used,
    turn,
    x: 0,
    y: 0,
    width: Math.max(1, Math.round(size.width * used)),
    height: Math.max(1, Math.round(size.height * used)),
  };
}

/**
 * What of a page is to be drawn more sharply than the page as a whole; null when nothing is. `seen` is what of the
 * page can be seen, `size` the page, both in its own pixels. `before` stays as long as it will do.
 */
export function sharpArea(
  before: Area | null,
  size: Size,
  seen: Box | null,
  scale: number,
  turn: Turn,
): Area | null {
  if (!seen || wholeArea(size, scale, turn).scale >= scale * CLOSE) return null;
  if (before && before.turn === turn && before.scale >= bounded(seen, scale) * CLOSE) {
    if (before.scale <= scale * 1.01 && covers(before, seen)) return before;
  }
  const used = bounded(seen, scale);
  const spare = spareFor(seen, used);
  const left = Math.max(0, seen.x - seen.width * spare);
  const top = Math.max(0, seen.y - seen.height * spare);
  const right = Math.min(size.width, seen.x + seen.width * (1 + spare));
  const bottom = Math.min(size.height, seen.y + seen.height * (1 + spare));
  const [x, y] = [Math.floor(left * used), Math.floor(top * used)];
  return {
    scale: used,
    turn,
    x,
    y,
    width: Math.max(1, Math.ceil(right * used) - x),
    height: Math.max(1, Math.ceil(bottom * used) - y),
  };
}

/** Less sharp where even what is seen would be too large a canvas. */
const bounded = (seen: Size, scale: number) =>
  Math.min(scale, Math.sqrt(PART / (seen.width * seen.height)));

function spareFor(seen: Size, scale: number): number {
  const pixels = seen.width * seen.height * scale * scale;
  return Math.max(0, Math.min(SPARE, (Math.sqrt(PART / pixels) - 1) / 2));
}

/** Whether an area holds all of what is seen. */
function covers(area: Area, seen: Box): boolean {
  const slack = 1 / area.scale;
  return (
    area.x / area.scale <= seen.x + slack &&
    area.y / area.scale <= seen.y + slack &&
    (area.x + area.width) / area.scale >= seen.x + seen.width - slack &&
    (area.y + area.height) / area.scale >= seen.y + seen.height - slack
  );
}
