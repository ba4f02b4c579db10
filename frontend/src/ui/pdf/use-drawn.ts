import { useEffect, useState } from "react";
import { type Area, discard, type Sheets } from "./sheets";

export interface Drawn {
  canvas: HTMLCanvasElement;
  area: Area;
}

/** How long a zoom or a scroll has to rest before it is drawn anew, in milliseconds. */
const REST = 140;

/**
 * Draws an area of a page, and keeps what was drawn before on the screen until that is done. `version` tells that
 * the same area would look different now.
 */
export function useDrawn(sheets: Sheets, page: number, area: Area | null, version: string) {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [failed, setFailed] = useState(false);
  const wanted = area && JSON.stringify(area);
  const isSame = drawn !== null && JSON.stringify(drawn.area) === wanted;
  const wait = drawn === null || isSame ? 0 : REST;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is drawn anew, and nothing else is
  useEffect(() => {
    if (wanted === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const draw = async () => {
      try {
        const area: Area = JSON.parse(wanted);
        const canvas = await sheets.draw(page, area, signal);
        if (signal.aborted) discard(canvas);
        else setDrawn({ canvas, area });
        setFailed(false);
      } catch {
        if (!signal.aborted) setFailed(true);
      }
    };
    const timer = window.setTimeout(() => void draw(), wait);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [sheets, page, wanted, version]);

  useEffect(() => () => discard(drawn?.canvas), [drawn]);

  return { drawn: area ? drawn : null, failed };
}
