export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type Direction = "left" | "right" | "up" | "down" | "first" | "last";

export const KEYS: Record<string, Direction | undefined> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};

/** Where an arrow key leads from a box: along the rows, or to the box above or below that lies nearest. */
export function neighbour(boxes: readonly Box[], from: number, direction: Direction): number {
  const last = boxes.length - 1;
  if (direction === "first") return 0;
  if (direction === "last") return last;
  if (direction === "left") return Math.max(0, from - 1);
  if (direction === "right") return Math.min(last, from + 1);
  const here = boxes[from];
  if (!here) return from;
  const step = direction === "down" ? 1 : -1;
  const middle = (here.left + here.right) / 2;
  let best = from;
  let edge: number | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = from + step; index >= 0 && index <= last; index += step) {
    const box = boxes[index];
    if (!box || (step > 0 ? box.top < here.bottom : box.bottom > here.top)) continue;
    // Only the first row on the way; all boxes of a row share an edge.
    edge ??= step > 0 ? box.top : box.bottom;
    if (step > 0 ? box.top > edge + 1 : box.bottom < edge - 1) break;
    const distance = Math.abs((box.left + box.right) / 2 - middle);
    if (distance < nearest) {
      nearest = distance;
      best = index;
    }
  }
  return best;
}
