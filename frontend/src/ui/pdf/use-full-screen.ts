import { type RefObject, useEffect, useState } from "react";

/** The whole screen for an element, where the browser gives it. */
export function useFullScreen(element: RefObject<HTMLElement | null>) {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  const toggle = () => {
    // A browser that refuses leaves things as they are.
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    else void element.current?.requestFullscreen().catch(() => {});
  };
  return { isOn, toggle, isPossible: document.fullscreenEnabled === true };
}
