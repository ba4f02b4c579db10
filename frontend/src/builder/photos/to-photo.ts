import type { Item } from "../../api/gen/types.gen";
import { type Photo, placeOf } from "../../ui/photos/photo";
import { fileAddress, previewAddress } from "../paths";

/** One photo for one item as long as the item is the same, so that only what has changed is drawn again. */
const made = new WeakMap<Item, Photo>();
const origins = new WeakMap<Photo, Item>();

export function toPhoto(item: Item): Photo {
  const known = made.get(item);
  if (known) return known;
  const file = item.file_id;
  const photo: Photo = {
    id: item.id,
    title: item.title,
    caption: item.photo?.caption ?? null,
    at: item.dated_at,
    isNew: false,
    place: item.photo && placeOf(item.photo),
    preview: file ? item.preview : "none",
    width: item.width,
    height: item.height,
    address: (size) => (file ? previewAddress(file, size) : ""),
    download: file && fileAddress(file, true),
  };
  made.set(item, photo);
  origins.set(photo, item);
  return photo;
}

/** The item that a photo was made from. */
export function itemOf(photo: Photo): Item {
  const item = origins.get(photo);
  if (!item) throw new Error("This photo was not made here");
  return item;
}
