import type { KeyboardEvent, RefObject } from "react";
import { KEYS, neighbour } from "./neighbours";
import type { Picking } from "./use-picking";

/** The keys of a grid: arrows, Home and End move; Space, Shift, Ctrl + A and Escape pick. */
export function useGridKeys(root: RefObject<HTMLElement | null>, picking: Picking | undefined) {
  return (event: KeyboardEvent) => {
    const tiles = [...(root.current?.querySelectorAll<HTMLElement>("[data-photo]") ?? [])];
    const from = tiles.findIndex((tile) => tile.contains(event.target as Node));
    const id = tiles[from]?.dataset.photo;
    const onPhoto = (event.target as Element).matches("[data-open], [data-pick]");
    if (!id || !onPhoto || event.altKey) return;
    const chord = event.ctrlKey || event.metaKey;
    const direction = KEYS[event.key];

    if (direction && !chord) {
      const boxes = tiles.map((tile) => tile.getBoundingClientRect());
      const to = tiles[neighbour(boxes, from, direction)];
      to?.querySelector<HTMLElement>("[data-open]")?.focus();
      if (event.shiftKey && picking && to?.dataset.photo) picking.stretch(to.dataset.photo, id);
    } else if (event.key === " " && picking && (event.target as Element).matches("[data-open]")) {
      if (event.shiftKey) picking.stretch(id);
      else picking.toggle(id);
    } else if (event.key.toLowerCase() === "a" && chord && picking) picking.all();
    else if (event.key === "Escape" && picking?.active) picking.clear();
    else return;
    event.preventDefault();
  };
}
