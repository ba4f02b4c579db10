import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PhotosPlace } from "../paths";
import { refetchWhilePending } from "../shared/item/pending-previews";
import { pathTo } from "../shared/item/tree";
import { allItems } from "../shared/pages";
import { projectQueries } from "../shared/project-queries";
import { toPhoto } from "./to-photo";

/** The photos of one place of a project, page by page, and all of its albums. */
export function usePhotos(projectId: string, place: PhotosPlace) {
  const { folder } = place;
  const folders = useQuery(projectQueries.folders(projectId, "photos"));
  const pages = useInfiniteQuery({
    ...projectQueries.photos(projectId, place),
    ...refetchWhilePending,
  });
  const items = useMemo(() => allItems(pages.data), [pages.data]);
  const photos = useMemo(() => items.map(toPhoto), [items]);
  const all = folders.data?.items ?? [];

  return {
    folders: all,
    pages,
    items,
    photos,
    path: pathTo(all, folder),
    isPending: pages.isPending || folders.isPending,
    error: pages.data && folders.data ? null : (pages.error ?? folders.error),
    /** The address names an album that is not there any more. */
    isGone: folders.isSuccess && !!folder && !all.some(({ id }) => id === folder),
    retry: () => {
      void folders.refetch();
      void pages.refetch();
    },
  };
}

export type PhotosContent = ReturnType<typeof usePhotos>;
