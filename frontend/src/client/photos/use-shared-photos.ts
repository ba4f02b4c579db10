import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import {
  portalItemsInfiniteOptions,
  portalItemsOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import { toPhoto } from "./to-photo";

const MOST = 200;
const SOON = 3000;

/** The photos that are shared, of one album or all of them, newest first, a page at a time. */
export function useSharedPhotos(project: string, { album, q }: { album?: string; q?: string }) {
  const query = useInfiniteQuery({
    ...portalItemsInfiniteOptions({
      path: { id: project },
      query: { kind: "photo", limit: MOST, ...(q ? { q } : album && { parent_id: album }) },
    }),
    initialPageParam: { path: { id: project } },
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ preview }) => preview === "pending"))
        ? SOON
        : false,
  });
  const { data } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const photos = useMemo(() => items.map(toPhoto), [items]);
  return { query, items, photos };
}

/** All albums that are shared, wherever they lie. */
export const useSharedAlbums = (project: string) =>
  useQuery(
    portalItemsOptions({
      path: { id: project },
      query: { kind: "folder", module: "photos", limit: MOST },
    }),
  );
