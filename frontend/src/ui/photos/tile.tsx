import Hourglass from "lucide-react/icons/hourglass";
import ImageOff from "lucide-react/icons/image-off";
import { type CSSProperties, memo, type ReactNode, useState } from "react";
import { gridRatio, nameOf, type Photo, previewMeasures, WORDS } from "./photo";
import classes from "./tile.module.css";

/**
 * One photo of a grid, in its own shape before its picture has come. What happens on a click or a key is said
 * once, by the timeline around it.
 */
export const Tile = memo(function Tile(props: {
  photo: Photo;
  /** The one tile of a grid that the Tab key comes to; the arrow keys lead to the others. */
  reachable: boolean;
  /** Null where nothing can be picked. */
  picked: boolean | null;
  /** A click picks. */
  picking: boolean;
  overlay?: (photo: Photo, reachable: boolean) => ReactNode;
  foot?: (photo: Photo, reachable: boolean) => ReactNode;
}) {
  const { photo, reachable, picked, picking, overlay, foot } = props;
  const name = nameOf(photo);
  const tabIndex = reachable ? 0 : -1;
  return (
    <li
      className={classes.tile}
      style={{ "--ratio": gridRatio(photo) } as CSSProperties}
      data-photo={photo.id}
      data-picked={picked || undefined}
      data-picking={picking || undefined}
    >
      <div className={classes.box}>
        <button
          type="button"
          className={classes.open}
          tabIndex={tabIndex}
          aria-pressed={picking ? picked === true : undefined}
          data-open
        >
          <Picture photo={photo} />
        </button>
        {picked !== null && (
          <label className={classes.check}>
            <input
              type="checkbox"
              aria-label={`Select ${name}`}
              tabIndex={tabIndex}
              checked={picked}
              readOnly
              data-pick
            />
          </label>
        )}
        {photo.isNew && <span className={classes.new}>New</span>}
        {overlay?.(photo, reachable)}
      </div>
      {foot?.(photo, reachable)}
    </li>
  );
});

/** The foot of a photo whose caption is there to be read. */
export const captionOf = ({ caption }: Photo): ReactNode =>
  caption && <p className={classes.caption}>{caption}</p>;

function Picture({ photo }: { photo: Photo }) {
  const [failed, setFailed] = useState<string | null>(null);
  const small = photo.address("small");
  if (photo.preview === "ready" && failed !== small)
    return (
      <img
        src={small}
        alt={nameOf(photo)}
        loading="lazy"
        decoding="async"
        draggable={false}
        {...previewMeasures(photo, "small")}
        onError={() => setFailed(small)}
      />
    );
  const state = photo.preview === "ready" ? "failed" : photo.preview;
  const Icon = state === "pending" ? Hourglass : ImageOff;
  return (
    <span className={classes.missing}>
      <Icon size={24} aria-hidden />
      <span className="visually-hidden">{nameOf(photo)}: </span>
      {WORDS[state]}
    </span>
  );
}
