import { type RefObject, useEffect, useEffectEvent } from "react";
import type { Point } from "./layout";

/** What gestures do; points are measured from the corner of what is seen. */
interface Doings {
  /** Notes which point of the page is under `at`, and the scale, for what follows. */
  begin: (at: Point) => void;
  /** Makes it `factor` times as large as at the beginning, with the noted point under `at`. */
  zoom: (factor: number, at: Point) => void;
  /** A double click or tap: closer, or back to all of it. */
  toggle: (at: Point) => void;
  /** Whether a mouse drags the page, rather than selects its words. */
  drags: boolean;
}

/** How far a turn of a wheel counts at most: some mice tell a hundred pixels for every notch. */
const NOTCH = 30;

/** Zoom by pinching and by the wheel with Ctrl, at the place that is pointed at; a mouse drags the page. */
export function useGestures(element: RefObject<HTMLElement | null>, doings: Doings) {
  const begin = useEffectEvent(doings.begin);
  const zoom = useEffectEvent(doings.zoom);
  const toggle = useEffectEvent(doings.toggle);
  const drags = useEffectEvent(() => doings.drags);

  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const listening = new AbortController();
    const { signal } = listening;
    const place = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
      const { left, top } = host.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };

    host.addEventListener(
      "wheel",
      (event) => {
        // A pinch on a touchpad comes as this too.
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const turn = Math.max(-NOTCH, Math.min(NOTCH, event.deltaY));
        begin(place(event));
        zoom(Math.exp(-turn / 100), place(event));
      },
      { passive: false, signal },
    );
    host.addEventListener("dblclick", (event) => drags() && toggle(place(event)), { signal });
    listenToPinch(host, place, begin, zoom, signal);
    listenToDrag(host, drags, signal);
    return () => listening.abort();
  }, [element]);
}

function listenToPinch(
  host: HTMLElement,
  place: (touch: Touch) => Point,
  begin: (at: Point) => void,
  zoom: (factor: number, at: Point) => void,
  signal: AbortSignal,
) {
  let apart = 0;
  const two = ({ touches: [one, other] }: TouchEvent) => {
    if (!one || !other) return null;
    const [a, b] = [place(one), place(other)];
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    return { middle, apart: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
  };
  const start = (event: TouchEvent) => {
    const fingers = event.touches.length === 2 ? two(event) : null;
    apart = fingers?.apart ?? 0;
    if (!fingers) return;
    if (event.cancelable) event.preventDefault();
    begin(fingers.middle);
  };
  const move = (event: TouchEvent) => {
    const fingers = apart > 0 ? two(event) : null;
    if (!fingers) return;
    if (event.cancelable) event.preventDefault();
    zoom(fingers.apart / apart, fingers.middle);
  };
  host.addEventListener("touchstart", start, { passive: false, signal });
  host.addEventListener("touchmove", move, { passive: false, signal });
  host.addEventListener("touchend", start, { passive: false, signal });
  host.addEventListener("touchcancel", start, { passive: false, signal });
}

/** Fingers scroll by themselves; this is for the mouse, whose middle button drags even where words are selected. */
function listenToDrag(host: HTMLElement, drags: () => boolean, signal: AbortSignal) {
  host.addEventListener(
    "pointerdown",
    (event) => {
      const wanted = event.button === 1 || (event.button === 0 && drags());
      if (event.pointerType !== "mouse" || !wanted || isOnScrollbar(host, event)) return;
      event.preventDefault();
      host.focus({ preventScroll: true });
      host.setPointerCapture(event.pointerId);
      host.dataset.dragging = "";
      const from = {
        x: event.clientX,
        y: event.clientY,
        left: host.scrollLeft,
        top: host.scrollTop,
      };
      const dragging = new AbortController();
      const until = { signal: AbortSignal.any([signal, dragging.signal]) };
      const end = () => {
        dragging.abort();
        delete host.dataset.dragging;
      };
      host.addEventListener(
        "pointermove",
        (moved) => {
          host.scrollLeft = from.left + from.x - moved.clientX;
          host.scrollTop = from.top + from.y - moved.clientY;
        },
        until,
      );
      host.addEventListener("pointerup", end, until);
      host.addEventListener("pointercancel", end, until);
    },
    { signal },
  );
}

function isOnScrollbar(host: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, top } = host.getBoundingClientRect();
  return clientX - left >= host.clientWidth || clientY - top >= host.clientHeight;
}
