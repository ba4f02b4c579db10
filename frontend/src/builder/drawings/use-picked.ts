import { useState } from "react";
import type { Item } from "../../api/gen/types.gen";

/** What is ticked in the register; another place starts with nothing, and what is gone is not ticked. */
export function usePicked(items: Item[], place: string) {
  const [state, setState] = useState({ place, ids: new Set<string>() });
  const ids = state.place === place ? state.ids : new Set<string>();
  const set = (ids: Set<string>) => setState({ place, ids });

  return {
    items: items.filter(({ id }) => ids.has(id)),
    has: (id: string) => ids.has(id),
    toggle: (id: string, on: boolean) =>
      set(on ? new Set([...ids, id]) : new Set([...ids].filter((one) => one !== id))),
    all: () => set(new Set(items.map(({ id }) => id))),
    clear: () => set(new Set()),
  };
}

export type Picked = ReturnType<typeof usePicked>;
