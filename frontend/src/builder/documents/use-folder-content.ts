import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  listDocumentsInfiniteOptions,
  listFoldersOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { DocumentsPlace } from "../paths";
import { allItems, pagesFrom } from "../shared/pages";
import { pathTo } from "./tree";

/** The value of `parent_id` that means the top; without one the list goes through all folders. */
const TOP = "root";

/** What one place of a project's documents holds, page by page, and all folders for the way there. */
export function useFolderContent(projectId: string, { folder, q, sort }: DocumentsPlace) {
  const path = { id: projectId };
  const folders = useQuery(listFoldersOptions({ path }));
  const query = { parent_id: q ? undefined : (folder ?? TOP), q, sort };
  const pages = useInfiniteQuery({
    ...listDocumentsInfiniteOptions({ path, query }),
    ...pagesFrom({ path, query }),
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
