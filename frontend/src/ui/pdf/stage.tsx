import {
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import {
  type Anchor,
  anchorAt,
  type Box,
  clampScale,
  type Fit,
  fitScale,
  layOut,
  MARGIN,
  nextScale,
  type Point,
  pageAt,
  pagesNear,
  pointOf,
  seenOf,
  turnedAnchor,
} from "./layout";
import { Page } from "./page";
import { nextTurn, type Sheets, type Size, type Turn, turned } from "./sheets";
import classes from "./stage.module.css";
import { useGestures } from "./use-gestures";
import { useRoom } from "./use-room";
import { useSizes } from "./use-sizes";

/** How the pages are looked at. */
export interface View {
  zoom: number | Fit;
  turn: Turn;
}

/** What buttons around the stage make it do. */
export interface StageHandle {
  zoomTo: (zoom: number | Fit) => void;
  zoomBy: (direction: 1 | -1) => void;
  turn: () => void;
  /** Shows a page from its top. */
  goTo: (page: number) => void;
  /** Puts a point of a page into the middle, at this scale at least. */
  pointAt: (point: Anchor, least: number) => void;
  /** Puts a point of a page into the middle, as it is in the middle elsewhere. */
  follow: (middle: Anchor) => void;
  focus: () => void;
}

export interface Mark {
  page: number;
  at: Box;
}

interface StageProps {
  ref?: Ref<StageHandle>;
  sheets: Sheets;
  view: View;
  onView: (view: View) => void;
  /** What this is, for those who cannot see it. */
  label: string;
  /** What fitting means: this size instead of that of the pages. */
  fitTo?: Size;
  selecting?: boolean;
  version?: string;
  poster?: string;
  mark?: Mark | null;
  /** Which page one looks at, and at which scale. */
  onSeen?: (page: number, scale: number) => void;
  /** The point in the middle has changed, by whatever means. */
  onMove?: (middle: Anchor) => void;
}

/**
 * Pages one below the other that can be scrolled, dragged and zoomed, by finger, mouse and keys. Only those near
 * what is seen are there; where they are is kept through zooming, turning and changes of the window.
 */
export function Stage(props: StageProps) {
  const { sheets, view, onView, fitTo, version = "" } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const { sizes, ask } = useSizes(sheets);
  const [scroll, setScroll] = useState<Point>({ x: 0, y: 0 });

  const shown = useMemo(() => sizes.map((size) => turned(size, view.turn)), [sizes, view.turn]);
  const measures = fitTo ? [turned(fitTo, view.turn)] : shown;
  const scale = typeof view.zoom === "number" ? view.zoom : fitScale(view.zoom, measures, room);
  const layout = useMemo(() => layOut(shown, scale, room), [shown, scale, room]);
  const isFit = scale <= fitScale("page", measures, room) * 1.02;

  /** This point of a page stays at that place of what is seen, or in the middle, whatever changes. */
  const held = useRef<{ anchor: Anchor; at: Point | null }>({
    anchor: { page: 0, x: 0, y: 0 },
    at: { x: MARGIN, y: MARGIN },
  });
  const gesture = useRef({ anchor: { page: 0, x: 0, y: 0 }, scale: 1 });
  const middle = { x: room.width / 2, y: room.height / 2 };
  const here = (at: Point): Anchor => {
    const host = scroller.current;
    return anchorAt(layout, {
      x: (host?.scrollLeft ?? 0) + at.x,
      y: (host?.scrollTop ?? 0) + at.y,
    });
  };

  const moved = () => {
    const host = scroller.current;
    if (!host) return;
    const { scrollLeft: x, scrollTop: y } = host;
    setScroll((old) => (old.x === x && old.y === y ? old : { x, y }));
    held.current = { anchor: here(middle), at: null };
    props.onMove?.(held.current.anchor);
  };
  const keep = useEffectEvent(() => {
    if (room.width === 0) return;
    show(held.current.anchor, held.current.at ?? middle);
    moved();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of where the pages stand
  useLayoutEffect(() => keep(), [layout]);

  const zoom = (zoom: number | Fit, anchor: Anchor, at: Point) => {
    held.current = { anchor, at };
    onView({ ...view, zoom: typeof zoom === "number" ? clampScale(zoom) : zoom });
  };
  useGestures(scroller, {
    begin: (at) => {
      gesture.current = { anchor: here(at), scale };
    },
    zoom: (factor, at) => {
      const { anchor, scale } = gesture.current;
      zoom(scale * factor, anchor, at);
    },
    toggle: (at) => zoom(isFit ? scale * 3 : "page", here(at), at),
    drags: !props.selecting,
  });

  const show = ({ page, x, y }: Anchor, at: Point) => {
    const point = pointOf(layout, { page, x, y });
    scroller.current?.scrollTo({ left: point.x - at.x, top: point.y - at.y, behavior: "instant" });
  };
  useImperativeHandle(props.ref, () => ({
    zoomTo: (to) => zoom(to, here(middle), middle),
    zoomBy: (direction) => zoom(nextScale(scale, direction), here(middle), middle),
    turn: () => {
      const anchor = here(middle);
      const size = shown[anchor.page];
      if (size) held.current = { anchor: turnedAnchor(anchor, size), at: null };
      onView({ ...view, turn: nextTurn(view.turn) });
    },
    goTo: (page) => {
      const size = shown[page];
      if (size) show({ page, x: size.width / 2, y: 0 }, { x: middle.x, y: MARGIN });
    },
    pointAt: (point, least) => {
      if (scale < least) zoom(least, point, middle);
      else show(point, middle);
    },
    follow: (anchor) => {
      held.current = { anchor, at: null };
      show(anchor, middle);
    },
    focus: () => scroller.current?.focus({ preventScroll: true }),
  }));

  const seen: Box = { ...scroll, ...room };
  const near = room.width > 0 ? pagesNear(layout, seen) : [];
  const current = pageAt(layout, seen);
  const tell = useEffectEvent(() => {
    ask(near);
    props.onSeen?.(current, scale);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever one of these is another
  useEffect(() => tell(), [current, scale, near.join()]);

  return (
    <section
      ref={scroller}
      className={classes.stage}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
      tabIndex={0}
      data-selecting={props.selecting || undefined}
      onScroll={moved}
    >
      <div className={classes.world} style={{ width: layout.width, height: layout.height }}>
        {near.map((page) => {
          const [box, size] = [layout.boxes[page], shown[page]];
          if (!box || !size) return null;
          return (
            <Page
              key={page}
              sheets={sheets}
              page={page}
              size={size}
              box={box}
              scale={scale}
              turn={view.turn}
              seen={seenOf(box, seen)}
              selecting={props.selecting ?? false}
              version={version}
              poster={page === 0 ? props.poster : undefined}
              mark={props.mark?.page === page ? props.mark.at : null}
            />
          );
        })}
      </div>
    </section>
  );
}
