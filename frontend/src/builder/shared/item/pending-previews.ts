import type { InfiniteData } from "@tanstack/react-query";
import type { Item } from "../../../api/gen/types.gen";
import { allItems } from "../pages";

type Previewed = Pick<Item, "preview">;

const SOON = 2500;

export const isPending = ({ preview }: Previewed) => preview === "pending";

/** For a list: looks again soon while a preview is still being made. */
export const refetchWhilePending = {
  refetchInterval: (query: {
    state: { data?: InfiniteData<{ items: Previewed[]; next: string | null }> };
  }) => (allItems(query.state.data).some(isPending) ? SOON : false),
} as const;

/** For a record whose pictures are being prepared. */
export const refetchPicturesWhilePending = {
  refetchInterval: (query: { state: { data?: { pictures: Previewed[] } } }) =>
    query.state.data?.pictures.some(isPending) ? SOON : false,
} as const;

/** The same for one item, or for its versions. */
export const refetchOneWhilePending = {
  refetchInterval: (query: { state: { data?: Previewed | { items: Previewed[] } } }) => {
    const { data } = query.state;
    if (!data) return false;
    return ("items" in data ? data.items : [data]).some(isPending) ? SOON : false;
  },
} as const;
