import type { Area, Sheets, Size } from "./sheets";

/** How unlike two shapes of paper may be and still be the same sheet, printed at another size. */
const ALIKE = 0.02;

/** By how much a page is made larger to lie over another: the same sheet in another size is, others are not. */
export function alignment(page: Size, over: Size): number {
  const own = page.width / page.height;
  const other = over.width / over.height;
  return Math.abs(own / other - 1) <= ALIKE ? over.width / page.width : 1;
}

/** One page of many as if it were all, made larger by a factor. */
export function onePage(sheets: Sheets, page: number, size: Size, factor: number): Sheets {
  const first = { width: size.width * factor, height: size.height * factor };
  return {
    count: 1,
    first,
    size: async () => first,
    draw: (_page, area, signal) => sheets.draw(page, scaled(area, factor), signal),
    close: () => {},
  };
}

const scaled = (area: Area, factor: number): Area => ({ ...area, scale: area.scale * factor });
