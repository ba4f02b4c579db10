import { type CSSProperties, useState } from "react";
import { shortDate } from "../../lib/dates";
import { dayIn } from "../../lib/zones";
import classes from "./before-after.module.css";
import { dayAndTime } from "./days";
import { gridRatio, nameOf, type Photo } from "./photo";

/** Two photos of one place, the earlier over the later, and a line between them that is moved by hand or by keys. */
export function BeforeAfter(props: { before: Photo; after: Photo; timeZone?: string }) {
  const { before, after, timeZone } = props;
  const [share, setShare] = useState(50);
  const [first, last] = [before, after].map(({ at }) => dayIn(at, timeZone));
  const when = ({ at }: Photo) =>
    first === last ? dayAndTime(at, timeZone) : shortDate(dayIn(at, timeZone));
  const style = { "--ratio": gridRatio(after), "--share": share / 100 };
  return (
    <div className={classes.frame} style={style as CSSProperties}>
      <Side photo={after} />
      <span className={classes.label} data-after>
        After · {when(after)}
      </span>
      <div className={classes.before}>
        <Side photo={before} />
        <span className={classes.label}>Before · {when(before)}</span>
      </div>
      <input
        type="range"
        className={classes.range}
        min={0}
        max={100}
        step={1}
        value={share}
        aria-label="How much of the earlier photo is shown"
        aria-valuetext={`${share}% before, ${100 - share}% after`}
        onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
      />
      <span className={classes.line} aria-hidden>
        <span className={classes.handle} />
      </span>
    </div>
  );
}

function Side({ photo }: { photo: Photo }) {
  return (
    <img
      className={classes.picture}
      src={photo.address("large")}
      // The small one is there already; the large one comes over it.
      style={{ backgroundImage: `url("${photo.address("small")}")` }}
      alt={nameOf(photo)}
      draggable={false}
    />
  );
}
