import type { Size, Turn } from "./sheets";

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point, Size {}

/** Where the pages stand, one below the other, in CSS pixels. */
export interface Layout extends Size {
  scale: number;
  boxes: Box[];
}

export type Fit = "page" | "width";

/** A point of a page, in the page's own pixels from its top left corner. */
export interface Anchor extends Point {
  page: number;
}

/** Around the pages and between them. */
export const MARGIN = 12;

export const LARGEST = 20;
const SMALLEST = 0.02;

export function clampScale(scale: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}

/** The scale at which the widest page fits the room's width, or every page fits it as a whole. */
export function fitScale(fit: Fit, sizes: readonly Size[], room: Size): number {
  const width = Math.max(1, ...sizes.map((size) => size.width));
  const across = (room.width - 2 * MARGIN) / width;
  if (fit === "width") return clampScale(across);
  const height = Math.max(1, ...sizes.map((size) => size.height));
  return clampScale(Math.min(across, (room.height - 2 * MARGIN) / height));
}

export function layOut(sizes: readonly Size[], scale: number, room: Size): Layout {
  const widest = Math.max(0, ...sizes.map((size) => size.width)) * scale;
  const width = Math.max(room.width, widest + 2 * MARGIN);
  const tall = sizes.reduce((sum, size) => sum + size.height * scale + MARGIN, MARGIN);
  let y = MARGIN + Math.max(0, (room.height - tall) / 2);
  const boxes = sizes.map((size) => {
    const box = { width: size.width * scale, height: size.height * scale, x: 0, y };
    box.x = (width - box.width) / 2;
    y += box.height + MARGIN;
    return box;
  });
  return { scale, width, height: Math.max(room.height, tall), boxes };
}

/** What of a page can be seen, measured from the page's corner; null when nothing can. */
export function seenOf(box: Box, seen: Box): Box | null {
  const left = Math.max(box.x, seen.x);
  const top = Math.max(box.y, seen.y);
  const right = Math.min(box.x + box.width, seen.x + seen.width);
  const bottom = Math.min(box.y + box.height, seen.y + seen.height);
  if (right <= left || bottom <= top) return null;
  return { x: left - box.x, y: top - box.y, width: right - left, height: bottom - top };
}

/** The pages that touch what is seen, or would after scrolling a little. */
export function pagesNear({ boxes }: Layout, seen: Box): number[] {
  const [top, bottom] = [seen.y - seen.height / 2, seen.y + seen.height * 1.5];
  return boxes.flatMap((box, page) => (box.y < bottom && box.y + box.height > top ? [page] : []));
}

/** The page that one is looking at: the one that takes up the most of what is seen. */
export function pageAt({ boxes }: Layout, seen: Box): number {
  let best = 0;
  let most = -1;
  for (const [page, box] of boxes.entries()) {
    const part = seenOf(box, seen);
    const area = part ? part.width * part.height : 0;
    if (area > most) [best, most] = [page, area];
  }
  return best;
}

/** Which point of which page is at a point of the whole; between pages, of the nearest. */
export function anchorAt({ boxes, scale }: Layout, at: Point): Anchor {
  let best = 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [page, box] of boxes.entries()) {
    const away = Math.max(box.y - at.y, at.y - box.y - box.height, 0);
    if (away < nearest) [best, nearest] = [page, away];
  }
  const box = boxes[best] ?? { x: 0, y: 0 };
  return { page: best, x: (at.x - box.x) / scale, y: (at.y - box.y) / scale };
}

/** Where a point of a page is in the whole. */
export function pointOf({ boxes, scale }: Layout, anchor: Anchor): Point {
  const box = boxes[anchor.page] ?? boxes.at(-1) ?? { x: 0, y: 0 };
  return { x: box.x + anchor.x * scale, y: box.y + anchor.y * scale };
}

/** The same point after the page has been turned clockwise by a quarter; `size` is that before. */
export const turnedAnchor = (anchor: Anchor, size: Size): Anchor => ({
  page: anchor.page,
  x: size.height - anchor.y,
  y: anchor.x,
});

const STEPS = [0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16, LARGEST];

/** The next larger or smaller scale to zoom to. */
export function nextScale(scale: number, direction: 1 | -1): number {
  const found =
    direction > 0
      ? STEPS.find((step) => step > scale * 1.05)
      : STEPS.findLast((step) => step < scale / 1.05);
  return found ?? scale;
}

/** A box of an unturned page, where it is once the page is turned. */
export function turnedBox({ x, y, width, height }: Box, page: Size, turn: Turn): Box {
  const [right, bottom] = [page.width - x - width, page.height - y - height];
  if (turn === 90) return { x: bottom, y: x, width: height, height: width };
  if (turn === 180) return { x: right, y: bottom, width, height };
  if (turn === 270) return { x: y, y: right, width: height, height: width };
  return { x, y, width, height };
}
