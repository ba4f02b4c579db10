/** The size of a page in CSS pixels at 100 %: for a PDF that is its size on paper. */
export interface Size {
  width: number;
  height: number;
}

/** By how many degrees, clockwise, a page is turned. */
export type Turn = 0 | 90 | 180 | 270;

/** A part of a turned page that is drawn at `scale` device pixels to one of its own; in device pixels. */
export interface Area extends Size {
  scale: number;
  turn: Turn;
  x: number;
  y: number;
}

/** Something made of pages that can be drawn piece by piece: a PDF, a picture, two revisions over each other. */
export interface Sheets {
  readonly count: number;
  /** The size of the first page, by which the others are judged until they are known. */
  readonly first: Size;
  size: (page: number) => Promise<Size>;
  /** A new canvas of the area's size with that part of the page. */
  draw: (page: number, area: Area, signal: AbortSignal) => Promise<HTMLCanvasElement>;
  /** Fills an element with the page's words, placed where they are on the page, so that they can be selected. */
  layText?: (page: number, turn: Turn, into: HTMLElement, signal: AbortSignal) => Promise<void>;
  /** The words of a page in their order, with where they are. */
  words?: (page: number) => Promise<Words[]>;
  /** Gives back what was kept for a page that is not looked at any more. */
  release?: (page: number) => void;
  close: () => void;
}

/** Some words of a page, and where they are on it before it is turned. */
export interface Words extends Size {
  text: string;
  x: number;
  y: number;
}

export const turned = ({ width, height }: Size, turn: Turn): Size =>
  turn % 180 === 0 ? { width, height } : { width: height, height: width };

export const nextTurn = (turn: Turn): Turn => ((turn + 90) % 360) as Turn;

/** An empty canvas of an area's size, white as paper. */
export function paper({ width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const pen = canvas.getContext("2d", { alpha: false });
  if (pen) {
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/** Some browsers keep a canvas's memory until it has no size. */
export function discard(canvas: HTMLCanvasElement | null | undefined): void {
  if (!canvas) return;
  canvas.width = 0;
  canvas.height = 0;
}
