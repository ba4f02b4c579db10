import type { PortalItem } from "../../api/gen/types.gen";

type Placed = Pick<PortalItem, "id" | "parent_id" | "title">;
type Pictured = Pick<PortalItem, "parent_id" | "preview">;

/** The albums that lie in `parent`, by name; at the top also those whose own album is not shared. */
export function albumsIn<T extends Placed>(albums: T[], parent: string | null): T[] {
  const known = new Set(albums.map(({ id }) => id));
  return albums
    .filter(({ parent_id }) => (parent_id && known.has(parent_id) ? parent_id : null) === parent)
    .sort((one, other) => one.title.localeCompare(other.title, "en", { numeric: true }));
}

/** From the outermost album to the one itself. */
export function wayTo<T extends Placed>(albums: T[], id: string | null): T[] {
  const way: T[] = [];
  for (let at = id; at; ) {
    const album = albums.find((one) => one.id === at);
    if (!album || way.includes(album)) break;
    way.unshift(album);
    at = album.parent_id;
  }
  return way;
}

/** For each album the first of the photos in it, or in an album of it, that has a picture. */
export function coversOf<T extends Pictured>(albums: Placed[], photos: T[]): Map<string, T> {
  const covers = new Map<string, T>();
  for (const photo of photos.filter(({ preview }) => preview === "ready"))
    for (const { id } of wayTo(albums, photo.parent_id)) if (!covers.has(id)) covers.set(id, photo);
  return covers;
}
