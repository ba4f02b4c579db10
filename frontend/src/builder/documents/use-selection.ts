import { useState } from "react";
import type { Item } from "../../api/gen/types.gen";

/** What is ticked in the list; another place starts with nothing, and what is gone is not ticked. */
export function useSelection(items: Item[], place: string) {
  const [state, setState] = useState({ place, ids: new Set<string>() });
  const ids = state.place === place ? state.ids : new Set<string>();
  const chosen = items.filter(({ id }) => ids.has(id));
  const set = (next: Set<string>) => setState({ place, ids: next });

  return {
    chosen,
    has: (id: string) => ids.has(id),
    toggle: (id: string, on: boolean) => {
      const next = new Set(ids);
      if (on) next.add(id);
      else next.delete(id);
      set(next);
    },
    all: () => set(new Set(items.map(({ id }) => id))),
    clear: () => set(new Set()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
