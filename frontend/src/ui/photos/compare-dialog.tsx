import X from "lucide-react/icons/x";
import { FullWindow } from "../pdf/full-window";
import { BeforeAfter } from "./before-after";
import classes from "./compare-dialog.module.css";
import { nameOf, type Photo } from "./photo";

/** Two photos over the whole window, whichever of them is the earlier on the left. */
export default function CompareDialog(props: {
  photos: readonly [Photo, Photo];
  timeZone?: string;
  onClose: () => void;
}) {
  const [before, after] = [...props.photos].sort((one, other) =>
    one.at.localeCompare(other.at),
  ) as [Photo, Photo];
  return (
    <FullWindow label="Before and after" onClose={props.onClose}>
      <div className={classes.window}>
        <header className={classes.head}>
          <h2>Before and after</h2>
          <button
            type="button"
            className={classes.close}
            aria-label="Close"
            onClick={props.onClose}
          >
            <X size={28} aria-hidden />
          </button>
        </header>
        <div className={classes.middle}>
          <BeforeAfter before={before} after={after} timeZone={props.timeZone} />
          <p className={classes.words}>{wordsOf(before, after)}</p>
        </div>
      </div>
    </FullWindow>
  );
}

function wordsOf(before: Photo, after: Photo): string {
  const [one, other] = [nameOf(before), nameOf(after)];
  return one === other ? one : `${one} → ${other}`;
}
