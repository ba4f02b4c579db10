import type { InfiniteData } from "@tanstack/react-query";

interface Page<T> {
  items: T[];
  next: string | null;
}

/** How a list of the API goes on. The first page is asked for with what the list itself needs. */
export function pagesFrom<First extends object>(initialPageParam: First) {
  return {
    initialPageParam,
    getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
  };
}

export const allItems = <T>(data: InfiniteData<Page<T>> | undefined): T[] =>
  data?.pages.flatMap((page) => page.items) ?? [];
