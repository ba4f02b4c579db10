import { useRouter } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { type PhotosPlace, paths } from "../paths";

/** Opening and closing of the lightbox and of the drawer, both of which have an address. */
export function usePhotoPlace(projectId: string, place: PhotosPlace) {
  const router = useRouter();
  const latest = useRef(place);
  latest.current = place;
  /** The lightbox is the newest step of the history, so that closing it is a step back. */
  const stepped = useRef(false);

  const go = useCallback(
    (change: PhotosPlace, replace: boolean) =>
      void router.navigate({
        href: paths.photos(projectId, { ...latest.current, ...change }),
        replace,
        resetScroll: false,
      }),
    [router, projectId],
  );

  return {
    show: useCallback(
      (photo: string) => {
        stepped.current = true;
        go({ photo }, false);
      },
      [go],
    ),
    turnTo: useCallback((photo: string) => go({ photo }, true), [go]),
    hide: useCallback(() => {
      if (stepped.current) router.history.back();
      else go({ photo: undefined, item: undefined }, true);
      stepped.current = false;
    }, [go, router]),
    details: useCallback(
      (item: string) => {
        stepped.current = false;
        go({ item }, false);
      },
      [go],
    ),
    hideDetails: useCallback(() => go({ item: undefined }, true), [go]),
  };
}

export type PhotoPlaceMoves = ReturnType<typeof usePhotoPlace>;
