import type { Item } from "../../api/gen/types.gen";
import { pathTo } from "../shared/item/tree";

/** For each album the first of the photos in it, or in an album of it, that has a picture. */
export function coversOf(folders: Item[], photos: Item[]): Map<string, Item> {
  const covers = new Map<string, Item>();
  for (const photo of photos.filter(({ preview }) => preview === "ready"))
    for (const { id } of pathTo(folders, photo.parent_id))
      if (!covers.has(id)) covers.set(id, photo);
  return covers;
}
