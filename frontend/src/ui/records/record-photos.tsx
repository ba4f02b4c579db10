import { Suspense, useState } from "react";
import type { Picture } from "../../api/gen/types.gen";
import { LazyLightbox } from "../photos/lazy-lightbox";
import type { Photo, PreviewSize } from "../photos/photo";
import classes from "./log-sheet.module.css";

/** Where the files of pictures are: members and clients have addresses of their own. */
export interface PictureAddresses {
  preview: (fileId: string, size: PreviewSize) => string;
  download: (fileId: string) => string;
}

/** The photos of a record, with captions; each opens over the whole window. */
export function RecordPhotos(props: {
  pictures: Picture[];
  addresses: PictureAddresses;
  /** The day they belong to, where a picture does not say when it was taken. */
  at: string;
}) {
  const { pictures, addresses } = props;
  const [open, setOpen] = useState<string | null>(null);
  if (pictures.length === 0) return null;
  const photos = pictures.map(
    (picture): Photo => ({
      id: picture.id,
      title: picture.file_name,
      caption: picture.caption,
      at: picture.taken_at ?? props.at,
      isNew: false,
      place: null,
      preview: picture.preview,
      width: picture.width,
      height: picture.height,
      address: (size) => addresses.preview(picture.file_id, size),
      download: addresses.download(picture.file_id),
    }),
  );
  return (
    <>
      <ul className={classes.photos}>
        {photos.map((photo, index) => (
          <li key={photo.id} data-photo={photo.id}>
            {photo.preview === "ready" ? (
              <button
                type="button"
                data-open
                className={classes.photo}
                aria-label={`Open photo ${index + 1}${photo.caption ? `: ${photo.caption}` : ""}`}
                onClick={() => setOpen(photo.id)}
              >
                <img src={photo.address("small")} alt={photo.caption ?? ""} loading="lazy" />
              </button>
            ) : (
              <span className={classes.blank}>
                {photo.preview === "pending" ? "Being prepared" : photo.title}
              </span>
            )}
            {photo.caption && <span>{photo.caption}</span>}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {open && (
          <LazyLightbox
            photos={photos}
            current={open}
            onCurrent={setOpen}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </>
  );
}
