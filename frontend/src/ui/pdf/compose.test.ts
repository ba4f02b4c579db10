import { createCanvas } from "@napi-rs/canvas";
import { expect, it } from "vitest";
import { type MakePaper, NEW_INK, OLD_INK, overlay, weights } from "./compose";

const SIZE = { width: 40, height: 10 };

const make = (({ width, height }: { width: number; height: number }) => {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, width, height);
  return canvas;
}) as unknown as MakePaper;

/** A drawing with black between some pixels of its width. */
function drawing(from: number, to: number, colour = "#000000") {
  const canvas = make(SIZE);
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.fillStyle = colour;
  pen.fillRect(from, 0, to - from, SIZE.height);
  return canvas;
}

function at(canvas: HTMLCanvasElement, x: number) {
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  return [...pen.getImageData(x, 5, 1, 1).data.slice(0, 3)];
}

const rgb = (hex: string) =>
  [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));

/** Older: 0–20; newer: 10–30; neither: 30–40. */
const both = (balance: number) => overlay(drawing(0, 20), drawing(10, 30), SIZE, balance, make);

it("shows each one's own in its ink, what is in both dark, and paper white", () => {
  const canvas = both(0.5);
  expect(at(canvas, 5)).toEqual(rgb(OLD_INK));
  expect(at(canvas, 25)).toEqual(rgb(NEW_INK));
  expect(Math.max(...at(canvas, 15))).toBeLessThan(60);
  expect(at(canvas, 35)).toEqual([255, 255, 255]);
});

it("shows one of them alone at the ends of the balance", () => {
  const old = both(0);
  expect([at(old, 5), at(old, 15), at(old, 25)]).toEqual([
    rgb(OLD_INK),
    rgb(OLD_INK),
    [255, 255, 255],
  ]);
  const fresh = both(1);
  expect([at(fresh, 5), at(fresh, 15), at(fresh, 25)]).toEqual([
    [255, 255, 255],
    rgb(NEW_INK),
    rgb(NEW_INK),
  ]);
});

it("takes colours of the drawings for shades of grey", () => {
  const red = overlay(drawing(0, 20, "#ff0000"), drawing(0, 20, "#ff0000"), SIZE, 0.5, make);
  const [r = 0, g = 0, b = 0] = at(red, 5);
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(110);
  expect(r + g + b).toBeLessThan(300);
});

it("weighs both fully in the middle", () => {
  expect(weights(0.5)).toEqual({ old: 1, new: 1 });
  expect(weights(0.25)).toEqual({ old: 1, new: 0.5 });
  expect(weights(1)).toEqual({ old: 0, new: 1 });
});
