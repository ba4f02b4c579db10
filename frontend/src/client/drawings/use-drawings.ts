import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { portalItemsInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";

/** How often to look whether previews have been made. */
const SOON = 4000;

/** All drawings that are shared, and their folders: from then on folders open and searches answer at once. */
export function useDrawings(project: string) {
  const query = useInfiniteQuery({
    ...portalItemsInfiniteOptions({
      path: { id: project },
      query: { module: "drawings", limit: 200 },
    }),
    initialPageParam: { path: { id: project } },
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(({ preview }) => preview === "pending"))
        ? SOON
        : false,
  });
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  return query;
}
