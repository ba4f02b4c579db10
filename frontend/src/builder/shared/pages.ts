import type { InfiniteData } from "@tanstack/react-query";
import type { InviteDelivery } from "../../api/gen/types.gen";

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

/** Looks again soon while an invite's e-mail is still on its way. */
export const refetchWhileQueued = {
  refetchInterval: (query: {
    state: { data?: InfiniteData<Page<{ invite_delivery: InviteDelivery | null }>> };
  }) => (allItems(query.state.data).some((one) => one.invite_delivery === "queued") ? 4000 : false),
} as const;

export const allItems = <T>(data: InfiniteData<Page<T>> | undefined): T[] =>
  data?.pages.flatMap((page) => page.items) ?? [];
