import type { PortalItem } from "../../api/gen/types.gen";

/** What is new: photos as pictures, without the albums that they lie in, and everything else. */
export function sortNews(news: PortalItem[]): { photos: PortalItem[]; others: PortalItem[] } {
  const photos = news
    .filter(({ kind }) => kind === "photo")
    .sort((one, other) => other.dated_at.localeCompare(one.dated_at));
  const albums = new Set(photos.map(({ parent_id }) => parent_id));
  const others = news
    .filter(({ id, kind }) => kind !== "photo" && !albums.has(id))
    // The heading says that they are new; a badge on each would say it again.
    .map((item) => ({ ...item, new: false }));
  return { photos, others };
}
