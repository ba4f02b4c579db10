import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";

/** Before the browser opens a menu of its own. */
const LONG = 420;
/** A finger that goes further scrolls. */
const STILL = 10;

/** A finger held on a photo; the click that may follow is not one. */
export function useLongPress(onLong: ((id: string) => void) | undefined) {
  const timer = useRef<number>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const held = useRef(false);
  const stop = () => window.clearTimeout(timer.current);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const onPointerDown = (event: PointerEvent) => {
    held.current = false;
    stop();
    const open = (event.target as Element).closest("[data-open]");
    const id = open?.closest<HTMLElement>("[data-photo]")?.dataset.photo;
    if (event.pointerType !== "touch" || !id) return;
    start.current = { x: event.clientX, y: event.clientY };
    timer.current = window.setTimeout(() => {
      held.current = true;
      navigator.vibrate?.(15);
      onLong?.(id);
    }, LONG);
  };
  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    const { x, y } = start.current;
    if (Math.hypot(clientX - x, clientY - y) > STILL) stop();
  };

  return {
    handlers: onLong && {
      onPointerDown,
      onPointerMove,
      onPointerUp: stop,
      onPointerCancel: stop,
      onContextMenu: (event: MouseEvent) => held.current && event.preventDefault(),
    },
    /** Whether the click that is being handled ends a long press. */
    wasOne: () => {
      const was = held.current;
      held.current = false;
      return was;
    },
  };
}
