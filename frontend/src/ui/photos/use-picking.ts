import { useState } from "react";
import type { Photo } from "./photo";
import { everything, NOTHING, type Picked, stretch, toggle } from "./picking";

export interface Picking {
  /** What is picked and still there, in the order in which it stands. */
  chosen: Photo[];
  has: (id: string) => boolean;
  /** A click picks rather than opens. */
  active: boolean;
  start: () => void;
  toggle: (id: string) => void;
  /** Picks everything from what was picked last, or from `from`, up to `id`. */
  stretch: (id: string, from?: string) => void;
  all: () => void;
  clear: () => void;
}

/** The photos that are picked; another `place` starts with none. */
export function usePicking(photos: readonly Photo[], place: string): Picking {
  const [state, setState] = useState({ place, picked: NOTHING, started: false });
  const here = state.place === place;
  const picked = here ? state.picked : NOTHING;
  const order = () => photos.map(({ id }) => id);
  const set = (picked: Picked, started = here && state.started) =>
    setState({ place, picked, started });

  return {
    chosen: photos.filter(({ id }) => picked.ids.has(id)),
    has: (id) => picked.ids.has(id),
    active: picked.ids.size > 0 || (here && state.started),
    start: () => set(picked, true),
    toggle: (id) => set(toggle(picked, id)),
    stretch: (id, from) => {
      const start = picked.anchor === null && from ? toggle(picked, from) : picked;
      set(stretch(start, order(), id));
    },
    all: () => set(everything(order())),
    clear: () => set(NOTHING, false),
  };
}
