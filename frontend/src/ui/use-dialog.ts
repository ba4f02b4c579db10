import { useCallback, useRef, useState } from "react";

interface DialogState<T> {
  value: T | null;
  opened: boolean;
  count: number;
}

/**
 * Opening and closing of a dialog about some `value`. The value stays while the dialog fades out, each
 * opening gets a fresh `count` to use as key, and focus goes back to where it came from.
 */
export function useDialog<T = true>() {
  const [state, setState] = useState<DialogState<T>>({ value: null, opened: false, count: 0 });
  const origin = useRef<Element | null>(null);

  const open = useCallback((value: T) => {
    origin.current = document.activeElement;
    setState(({ count }) => ({ value, opened: true, count: count + 1 }));
  }, []);

  const close = useCallback(() => {
    setState((state) => ({ ...state, opened: false }));
    window.setTimeout(() => returnFocus(origin.current), 50);
  }, []);

  return { ...state, open, close };
}

/** To where a dialog was opened from; should that be gone, to the heading of the page. */
export function returnFocus(origin: Element | null) {
  const target =
    origin?.isConnected && origin !== document.body ? origin : document.querySelector("main h1");
  if (target instanceof HTMLElement) target.focus();
}
