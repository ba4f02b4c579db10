import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  listDocumentsInfiniteOptions,
  listFoldersOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { Item } from "../../api/gen/types.gen";
import type { DocumentsPlace } from "../paths";
import { allItems, pagesFrom } from "../shared/pages";
import { foldersIn, pathTo } from "./tree";

/** What one place of a project's documents holds: its folders, then its documents, page by page. */
export function useFolderContent(projectId: string, { folder, q, sort }: DocumentsPlace) {
  const path = { id: projectId };
  const folders = useQuery(listFoldersOptions({ path }));
  const query = { parent_id: q ? undefined : folder, q, sort };
  const pages = useInfiniteQuery({
    ...listDocumentsInfiniteOptions({ path, query }),
    ...pagesFrom({ path, query }),
  });

  const all = folders.data?.items ?? [];
  const shownFolders = q ? matching(all, q) : foldersIn(all, folder ?? null);
  const documents = allItems(pages.data).filter(({ kind }) => kind !== "folder");
  return {
    folders: all,
    pages,
    items: [...shownFolders, ...documents],
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

function matching(folders: Item[], q: string): Item[] {
  const wanted = q.toLowerCase();
  return folders.filter(({ title }) => title.toLowerCase().includes(wanted));
}
