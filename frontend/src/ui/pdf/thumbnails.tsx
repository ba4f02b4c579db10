import { useCallback, useEffect, useRef, useState } from "react";
import { discard, type Sheets } from "./sheets";
import classes from "./thumbnails.module.css";

const WIDTH = 112;

/** All pages, small; each is drawn when it comes into sight. */
export function Thumbnails(props: {
  sheets: Sheets;
  current: number;
  onChoose: (page: number) => void;
}) {
  const { sheets, current } = props;
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the page that is looked at
  useEffect(() => {
    list.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }, [current]);
  return (
    <nav className={classes.pages} aria-label="Pages">
      <ol ref={list}>
        {Array.from({ length: sheets.count }, (_, page) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pages are known by their place
          <li key={page}>
            <button
              type="button"
              aria-current={page === current ? "page" : undefined}
              onClick={() => props.onChoose(page)}
            >
              <Thumbnail sheets={sheets} page={page} />
              <span className="visually-hidden">Page </span>
              {page + 1}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Thumbnail({ sheets, page }: { sheets: Sheets; page: number }) {
  const frame = useRef<HTMLSpanElement>(null);
  const [near, setNear] = useState(false);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const hold = useCallback(
    (element: HTMLSpanElement | null) => {
      frame.current = element;
      if (canvas) element?.replaceChildren(canvas);
    },
    [canvas],
  );

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true);
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!near) return;
    const controller = new AbortController();
    const { signal } = controller;
    drawSmall(sheets, page, signal).then(
      (canvas) => (signal.aborted ? discard(canvas) : setCanvas(canvas)),
      // An empty frame with its number leads to the page all the same.
      () => {},
    );
    return () => controller.abort();
  }, [near, sheets, page]);
  useEffect(() => () => discard(canvas), [canvas]);

  const { width, height } = sheets.first;
  return (
    <span
      ref={hold}
      className={classes.frame}
      style={canvas ? undefined : { width: WIDTH, aspectRatio: `${width} / ${height}` }}
    />
  );
}

async function drawSmall(sheets: Sheets, page: number, signal: AbortSignal) {
  const size = await sheets.size(page);
  const scale = (WIDTH * Math.min(2, window.devicePixelRatio || 1)) / size.width;
  const area = {
    scale,
    turn: 0,
    x: 0,
    y: 0,
    width: Math.round(size.width * scale),
    height: Math.round(size.height * scale),
  } as const;
  return sheets.draw(page, area, signal);
}
