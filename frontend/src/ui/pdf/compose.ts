import { discard, paper, type Size } from "./sheets";

/**
 * The older revision's ink and the newer's. They are told apart by people who see colours differently, for one is
 * clearly lighter than the other too; where both are, the product of the two is nearly black.
 */
export const OLD_INK = "#d8501e";
export const NEW_INK = "#0072b2";

/** How much of each is shown: 0 is the older one alone, ½ both, 1 the newer one alone. */
export function weights(balance: number): { old: number; new: number } {
  return { old: Math.min(1, 2 - 2 * balance), new: Math.min(1, 2 * balance) };
}

/** What makes canvases; in the browser the document does. */
export type MakePaper = (size: Size) => HTMLCanvasElement;

/** Lays two drawings over each other: what is in one only in its ink, what is in both nearly black. */
export function overlay(
  older: HTMLCanvasElement | null,
  newer: HTMLCanvasElement | null,
  size: Size,
  balance: number,
  make: MakePaper = paper,
): HTMLCanvasElement {
  const canvas = make(size);
  const pen = penOf(canvas);
  const share = weights(balance);
  lay(pen, older, OLD_INK, share.old, make);
  lay(pen, newer, NEW_INK, share.new, make);
  return canvas;
}

function lay(
  pen: CanvasRenderingContext2D,
  drawing: HTMLCanvasElement | null,
  ink: string,
  share: number,
  make: MakePaper,
) {
  if (!drawing || share <= 0) return;
  const inked = inInk(drawing, ink, make);
  pen.globalCompositeOperation = "multiply";
  pen.globalAlpha = share;
  pen.drawImage(inked, 0, 0);
  pen.globalAlpha = 1;
  pen.globalCompositeOperation = "source-over";
  discard(inked);
}

/** A drawing in one ink: its own colours as shades of grey, black as the ink, white as paper. */
function inInk(drawing: HTMLCanvasElement, ink: string, make: MakePaper): HTMLCanvasElement {
  const canvas = make(drawing);
  const pen = penOf(canvas);
  pen.drawImage(drawing, 0, 0);
  const { width, height } = canvas;
  pen.globalCompositeOperation = "saturation";
  pen.fillStyle = "#808080";
  pen.fillRect(0, 0, width, height);
  // Thin lines are grey at their edges; darker, they keep their colour in small.
  pen.globalCompositeOperation = "multiply";
  pen.drawImage(canvas, 0, 0);
  pen.globalCompositeOperation = "screen";
  pen.fillStyle = ink;
  pen.fillRect(0, 0, width, height);
  pen.globalCompositeOperation = "source-over";
  return canvas;
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d", { alpha: false });
  if (!pen) throw new Error("No room for another canvas");
  return pen;
}
