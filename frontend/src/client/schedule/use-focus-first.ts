import { useEffect, useRef } from "react";

/** Focuses the first thing in the element that can have the focus when it comes, where `wanted`. */
export function useFocusFirst(wanted: boolean) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted) place.current?.querySelector<HTMLElement>("[tabindex], input, button")?.focus();
  }, [wanted]);
  return place;
}
