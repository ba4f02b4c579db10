import { lazy, useEffect } from "react";

const load = () => import("./lightbox");

/** The lightbox, which comes when it is wanted. */
export const LazyLightbox = lazy(load);

const SOON = 2000;

/** Fetches it ahead of time, once the photos themselves have had the line. */
export function useLightboxSoon() {
  useEffect(() => {
    // A line that fails now may do better when somebody opens a photo.
    const timer = window.setTimeout(() => load().catch(() => {}), SOON);
    return () => window.clearTimeout(timer);
  }, []);
}
