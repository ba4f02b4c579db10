import ImageIcon from "lucide-react/icons/image";
import { type CSSProperties, useState } from "react";
import type { PortalItem } from "../../api/gen/types.gen";
import { gridRatio, nameOf } from "../../ui/photos/photo";
import { paths, previewAddress } from "../paths";
import { PortalLink } from "../shared/link";
import classes from "./new-photos.module.css";

/** New photos side by side, as pictures; each opens large over the page with all of them. */
export function NewPhotos({ project, photos }: { project: string; photos: PortalItem[] }) {
  if (photos.length === 0) return null;
  return (
    <div>
      <ul className={classes.strip} aria-label="New photos">
        {photos.map((photo) => (
          <li key={photo.id} style={{ "--ratio": gridRatio(photo) } as CSSProperties}>
            <PortalLink className={classes.photo} href={paths.photo(project, photo.id)}>
              <Picture photo={photo} />
            </PortalLink>
          </li>
        ))}
      </ul>
      <PortalLink className={classes.all} href={paths.photos(project)}>
        All photos
      </PortalLink>
    </div>
  );
}

function Picture({ photo }: { photo: PortalItem }) {
  const { file_id, preview, title } = photo;
  const [broken, setBroken] = useState(false);
  const name = nameOf({ title, caption: photo.photo?.caption ?? null });
  if (!file_id || preview !== "ready" || broken)
    return (
      <>
        <ImageIcon size={28} aria-hidden />
        <span className="visually-hidden">{name}</span>
      </>
    );
  return (
    <img
      src={previewAddress(file_id, "small")}
      alt={name}
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  );
}
