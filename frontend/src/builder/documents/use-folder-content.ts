import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { DocumentsPlace } from "../paths";
import { refetchWhilePending } from "../shared/item/pending-previews";
import { pathTo } from "../shared/item/tree";
import { allItems } from "../shared/pages";
import { projectQueries } from "../shared/project-queries";

/** What one place of a project's documents holds, page by page, and all folders for the way there. */
export function useFolderContent(projectId: string, place: DocumentsPlace) {
  const { folder } = place;
  const folders = useQuery(projectQueries.folders(projectId, "documents"));
  const pages = useInfiniteQuery({
    ...projectQueries.documents(projectId, place),
    ...refetchWhilePending,
  });
  const all = folders.data?.items ?? [];

  return {
    folders: all,
    pages,
    items: allItems(pages.data),
    path: pathTo(all, folder),
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
