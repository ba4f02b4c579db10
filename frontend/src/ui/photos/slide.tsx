import Download from "lucide-react/icons/download";
import Hourglass from "lucide-react/icons/hourglass";
import ImageOff from "lucide-react/icons/image-off";
import type { CSSProperties } from "react";
import { dayAndTime } from "./days";
import { nameOf, type Photo, previewMeasures } from "./photo";
import classes from "./slide.module.css";

/** The small preview, which is there already, in the place where the large one is about to be. */
export function Underlay({ photo }: { photo: Photo }) {
  const measures = previewMeasures(photo, "large");
  if (photo.preview !== "ready" || !measures) return null;
  const style = { "--width": `${measures.width}px`, "--height": `${measures.height}px` };
  return (
    <img
      className={classes.under}
      style={style as CSSProperties}
      src={photo.address("small")}
      alt=""
    />
  );
}

/** Caption and time of what is shown. */
export function Footer({ photo, timeZone }: { photo: Photo; timeZone?: string }) {
  return (
    <div className={classes.footer}>
      {photo.caption && <p className={classes.caption}>{photo.caption}</p>}
      <p className={classes.time}>
        <time dateTime={photo.at}>{dayAndTime(photo.at, timeZone)}</time>
        {photo.place && ` · ${photo.place}`}
        {!photo.caption && ` · ${photo.title}`}
      </p>
    </div>
  );
}

/** What stands in the place of a picture that cannot be shown, or not yet. */
export function Missing({ photo }: { photo: Photo }) {
  const pending = photo.preview === "pending";
  const Icon = pending ? Hourglass : ImageOff;
  return (
    <div className={classes.missing}>
      <Icon size={40} aria-hidden />
      <p className={classes.caption}>
        {pending ? "This photo is being prepared." : "This photo cannot be shown here."}
      </p>
      <p>
        {pending
          ? "It appears here by itself in a moment."
          : "Another app may open it: download it and try."}
      </p>
      {!pending && photo.download && (
        <a className={classes.download} href={photo.download} download>
          <Download size={20} aria-hidden />
          Download <span className="visually-hidden">{nameOf(photo)}</span>
        </a>
      )}
    </div>
  );
}
