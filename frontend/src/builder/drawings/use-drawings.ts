import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { DrawingsPlace } from "../paths";
import { refetchWhilePending } from "../shared/item/pending-previews";
import { pathTo } from "../shared/item/tree";
import { allItems } from "../shared/pages";
import { projectQueries } from "../shared/project-queries";

/** What one place of a project's drawings holds, by number, and all their folders for the way there. */
export function useDrawings(projectId: string, place: DrawingsPlace) {
  const { folder, discipline, q } = place;
  const folders = useQuery(projectQueries.folders(projectId, "drawings"));
  const pages = useInfiniteQuery({
    ...projectQueries.drawings(projectId, place),
    ...refetchWhilePending,
  });
  const all = folders.data?.items ?? [];
  const found = allItems(pages.data);

  return {
    folders: all,
    pages,
    // Folders have no discipline.
    items: discipline ? found.filter(({ kind }) => kind !== "folder") : found,
    path: q || discipline ? [] : pathTo(all, folder),
    isPending: pages.isPending || folders.isPending,
    error: pages.data && folders.data ? null : (pages.error ?? folders.error),
    /** The address names a folder that is not there any more. */
    isGone: folders.isSuccess && !!folder && !all.some(({ id }) => id === folder),
    retry: () => {
      void folders.refetch();
      void pages.refetch();
    },
  };
}
