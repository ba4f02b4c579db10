import Images from "lucide-react/icons/images";
import type { PortalItem } from "../../api/gen/types.gen";
import { paths, previewAddress } from "../paths";
import { PortalLink } from "../shared/link";
import classes from "./albums.module.css";
import { coversOf } from "./albums-of";

/** Albums side by side, each with the newest photo in it that has come. */
export function Albums(props: { albums: PortalItem[]; all: PortalItem[]; photos: PortalItem[] }) {
  const { albums, all, photos } = props;
  if (albums.length === 0) return null;
  const covers = coversOf(all, photos);
  return (
    <section className={`group ${classes.group}`} aria-label="Albums">
      <h2>Albums</h2>
      <ul className={classes.albums}>
        {albums.map((album) => (
          <li key={album.id}>
            <PortalLink className={classes.album} href={paths.photos(album.project_id, album.id)}>
              <Cover photo={covers.get(album.id)} />
              <span className={classes.title}>
                {album.title} {album.new && <span className="badge">New</span>}
              </span>
            </PortalLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cover({ photo }: { photo: PortalItem | undefined }) {
  if (photo?.file_id)
    return (
      <img
        className={classes.cover}
        src={previewAddress(photo.file_id, "small")}
        alt=""
        loading="lazy"
        decoding="async"
      />
    );
  return (
    <span className={classes.cover}>
      <Images size={28} aria-hidden />
    </span>
  );
}
