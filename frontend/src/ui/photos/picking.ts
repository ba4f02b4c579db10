/** What is picked, and from where a range goes on. */
export interface Picked {
  ids: ReadonlySet<string>;
  /** Where the next range starts: what was last picked or dropped by itself. */
  anchor: string | null;
  /** What was picked before the range that is being drawn, so that it can shrink again. */
  before: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
export const NOTHING: Picked = { ids: none, anchor: null, before: none };

/** Picks one more, or drops it. */
export function toggle({ ids }: Picked, id: string): Picked {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, before: next };
}

/** Picks everything from the anchor to `id`, in the order in which they stand; a wider or narrower range takes its place. */
export function stretch(picked: Picked, order: readonly string[], id: string): Picked {
  const from = picked.anchor === null ? -1 : order.indexOf(picked.anchor);
  const until = order.indexOf(id);
  if (from < 0 || until < 0) return toggle({ ...picked, ids: without(picked.ids, id) }, id);
  const range = order.slice(Math.min(from, until), Math.max(from, until) + 1);
  return { ...picked, ids: new Set([...picked.before, ...range]) };
}

export const everything = (order: readonly string[]): Picked => {
  const ids = new Set(order);
  return { ids, anchor: order[0] ?? null, before: ids };
};

const without = (ids: ReadonlySet<string>, id: string) =>
  new Set([...ids].filter((one) => one !== id));
