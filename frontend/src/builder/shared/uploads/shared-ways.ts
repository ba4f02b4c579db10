import type { Item } from "../../../api/gen/types.gen";
import { nameKey } from "./folders";
import type { FileWithPath } from "./queue";

/** Files that go into one existing folder which is shared otherwise than the place they were dropped on. */
export interface SharedWay {
  folder: Item;
  files: FileWithPath[];
}

const sameShare = (one: Item["shared"], other: Item["shared"] | undefined) =>
  one.with === (other?.with ?? "nobody") &&
  [...one.client_ids].sort().join() === [...(other?.client_ids ?? [])].sort().join();

/**
 * Folders that are chosen on a computer go into those of the same names that are there already; where such a
 * one is shared, clients see what goes into it. Tells which files those are, and which go where everyone can
 * see them to be going.
 */
export function sharedWays(
  files: FileWithPath[],
  folders: Item[],
  here: Item | undefined,
): { open: FileWithPath[]; shared: SharedWay[] } {
  const byPlace = new Map(
    folders.map((folder) => [JSON.stringify([folder.parent_id, nameKey(folder.title)]), folder]),
  );
  const open: FileWithPath[] = [];
  const shared = new Map<string, SharedWay>();
  for (const one of files) {
    let last = here;
    // The folder from which on they are shared as they are.
    let from: Item | undefined;
    for (const name of one.path.split("/").slice(0, -1)) {
      const next = byPlace.get(JSON.stringify([last?.id ?? null, nameKey(name)]));
      if (!next) break;
      if (!sameShare(next.shared, last?.shared)) from = next;
      last = next;
    }
    if (!from || from.shared.with === "nobody" || sameShare(from.shared, here?.shared))
      open.push(one);
    else {
      const way = shared.get(from.id) ?? { folder: from, files: [] };
      way.files.push(one);
      shared.set(from.id, way);
    }
  }
  return { open, shared: [...shared.values()] };
}
