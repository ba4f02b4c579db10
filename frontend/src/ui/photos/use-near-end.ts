import { type RefObject, useEffect, useRef } from "react";

/** Calls once for each time the end of a list comes near the window, well before it is seen. */
export function useNearEnd(
  end: RefObject<Element | null>,
  onNear: () => void,
  /** What changes when the list has grown: then the end may still be near. */
  length: number,
) {
  const latest = useRef(onNear);
  useEffect(() => {
    latest.current = onNear;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that has grown is looked at afresh
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && latest.current(),
      { rootMargin: "1200px 0px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [end, length]);
}
