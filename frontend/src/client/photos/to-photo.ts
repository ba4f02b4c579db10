import type { PortalItem } from "../../api/gen/types.gen";
import { type Photo, placeOf } from "../../ui/photos/photo";
import { fileAddress, previewAddress } from "../paths";

/** One photo for one item as long as the item is the same, so that only what has changed is drawn again. */
const made = new WeakMap<PortalItem, Photo>();

export function toPhoto(item: PortalItem): Photo {
  const known = made.get(item);
  if (known) return known;
  const file = item.file_id;
  const photo: Photo = {
    id: item.id,
    title: item.title,
    caption: item.photo?.caption ?? null,
    at: item.dated_at,
    isNew: item.new,
    place: item.photo && placeOf(item.photo),
    preview: file ? item.preview : "none",
    width: item.width,
    height: item.height,
    address: (size) => (file ? previewAddress(file, size) : ""),
    download: file && fileAddress(file, true),
  };
  made.set(item, photo);
  return photo;
}
