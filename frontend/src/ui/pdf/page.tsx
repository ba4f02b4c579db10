import { type CSSProperties, useCallback, useEffect, useRef, useState } from "react";
import type { Box } from "./layout";
import classes from "./page.module.css";
import type { Sheets, Size, Turn } from "./sheets";
import { sharpArea, wholeArea } from "./tiles";
import { type Drawn, useDrawn } from "./use-drawn";

interface PageProps {
  sheets: Sheets;
  page: number;
  /** The page's size as it is turned, and where it stands. */
  size: Size;
  box: Box;
  scale: number;
  turn: Turn;
  /** What of it can be seen, from its corner. */
  seen: Box | null;
  /** Its words can be selected. */
  selecting: boolean;
  version: string;
  /** A picture of it, until it is drawn. */
  poster: string | undefined;
  /** A place on it to point at. */
  mark: Box | null;
}

/** One page: drawn as a whole, and where that is too coarse, what is seen of it once more, sharply. */
export function Page(props: PageProps) {
  const { sheets, page, size, box, scale, turn } = props;
  const { drawn: whole, sharp, failed } = useSharp(props);
  useEffect(() => () => sheets.release?.(page), [sheets, page]);
  const fits = whole?.area.turn === turn;
  const sharpFits = sharp?.area.turn === turn;

  return (
    <div
      className={classes.page}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      data-page={page + 1}
      data-ready={fits || undefined}
    >
      {!fits && props.poster && turn === 0 && (
        <img className={classes.layer} src={props.poster} alt="" />
      )}
      {whole && fits && (
        <Placed drawn={whole} at={{ x: 0, y: 0, width: box.width, height: box.height }} />
      )}
      {sharp && sharpFits && <Placed drawn={sharp} at={placeOf(sharp, scale)} sharp />}
      {failed && !whole && <p className={classes.failed}>This page cannot be shown.</p>}
      {props.mark && <Mark at={props.mark} size={size} />}
      {props.selecting && sheets.layText && (
        <TextLayer sheets={sheets} page={page} turn={turn} scale={scale} />
      )}
    </div>
  );
}

function useSharp({ sheets, page, size, scale, turn, seen, version }: PageProps) {
  const density = Math.min(window.devicePixelRatio || 1, 3);
  const inPage = seen && {
    x: seen.x / scale,
    y: seen.y / scale,
    width: seen.width / scale,
    height: seen.height / scale,
  };
  const [tile, setTile] = useState(() => sharpArea(null, size, inPage, scale * density, turn));
  const wanted = sharpArea(tile, size, inPage, scale * density, turn);
  if (JSON.stringify(wanted) !== JSON.stringify(tile)) setTile(wanted);

  const { drawn, failed } = useDrawn(sheets, page, wholeArea(size, scale * density, turn), version);
  const sharp = useDrawn(sheets, page, tile, version).drawn;
  return { drawn, sharp, failed };
}

/** Where what was drawn at another scale stands at this one. */
const placeOf = ({ area }: Drawn, scale: number): Box => ({
  x: (area.x / area.scale) * scale,
  y: (area.y / area.scale) * scale,
  width: (area.width / area.scale) * scale,
  height: (area.height / area.scale) * scale,
});

function Placed({ drawn, at, sharp }: { drawn: Drawn; at: Box; sharp?: boolean }) {
  const { canvas } = drawn;
  const hold = useCallback(
    (element: HTMLDivElement | null) => {
      if (element) element.replaceChildren(canvas);
    },
    [canvas],
  );
  return (
    <div
      ref={hold}
      className={classes.layer}
      data-drawn={sharp ? "part" : "whole"}
      style={{ left: at.x, top: at.y, width: at.width, height: at.height }}
    />
  );
}

/** `at` is measured on the page as it is turned. */
function Mark({ at, size }: { at: Box; size: Size }) {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <div
      className={classes.mark}
      style={{
        left: percent(at.x, size.width),
        top: percent(at.y, size.height),
        width: percent(at.width, size.width),
        height: percent(at.height, size.height),
      }}
    />
  );
}

function TextLayer(props: { sheets: Sheets; page: number; turn: Turn; scale: number }) {
  const { sheets, page, turn, scale } = props;
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const into = layer.current;
    if (!into) return;
    const controller = new AbortController();
    // Words that cannot be read can still be seen.
    sheets.layText?.(page, turn, into, controller.signal).catch(() => {});
    return () => {
      controller.abort();
      into.replaceChildren();
    };
  }, [sheets, page, turn]);
  const style = { "--total-scale-factor": scale * (96 / 72), "--scale-round-x": "1px" };
  return <div ref={layer} className={classes.text} style={style as CSSProperties} />;
}
