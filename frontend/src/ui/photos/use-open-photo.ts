import { useEffect, useRef } from "react";
import type { Photo } from "./photo";

interface Pages {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => unknown;
}

/**
 * Whether the photo that an address names can be shown. It is looked for page by page; where there is no such
 * photo, or it has gone while it was shown, `drop` takes it out of the address.
 */
export function useOpenPhoto(props: {
  photos: readonly Photo[];
  id: string | undefined;
  pages: Pages;
  drop: () => void;
}): boolean {
  const { photos, id, pages, drop } = props;
  const shown = useRef<string>(undefined);
  const found = id !== undefined && photos.some((photo) => photo.id === id);

  useEffect(() => {
    if (found) shown.current = id;
    if (found || id === undefined || pages.isFetching || pages.isError) return;
    if (shown.current !== id && pages.hasNextPage) pages.fetchNextPage();
    else drop();
  });
  return found;
}
