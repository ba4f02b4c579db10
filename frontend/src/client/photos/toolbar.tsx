import Check from "lucide-react/icons/check";
import Download from "lucide-react/icons/download";
import Printer from "lucide-react/icons/printer";
import type { PortalItem } from "../../api/gen/types.gen";
import type { Photo } from "../../ui/photos/photo";
import type { Picking } from "../../ui/photos/use-picking";
import { Button } from "../../ui/plain/button";
import { archiveAddress } from "../paths";
import { DownloadAll } from "./download-all";
import { MOST_AT_ONCE } from "./parts";
import classes from "./photos-page.module.css";

/** What can be done with all photos on the page. */
export function Toolbar(props: {
  project: string;
  album?: string;
  albums: PortalItem[];
  picking: Picking;
  print: () => void;
}) {
  const { picking } = props;
  return (
    <div className={classes.tools}>
      <Button onClick={picking.start}>
        <Check size={20} aria-hidden />
        Choose
      </Button>
      <DownloadAll project={props.project} album={props.album} albums={props.albums} />
      <Button onClick={props.print}>
        <Printer size={20} aria-hidden />
        <span className={classes.wide}>Print</span>
      </Button>
    </div>
  );
}

/** What can be done with the chosen ones; at the foot of the window, where the thumb is. */
export function ChosenBar(props: {
  project: string;
  picking: Picking;
  compare: (photos: [Photo, Photo]) => void;
}) {
  const { project, picking } = props;
  const { chosen } = picking;
  const [one, other] = chosen;
  return (
    <section className={classes.chosen} aria-label="Chosen photos">
      <div className={classes.line}>
        <p role="status">
          {chosen.length === 0
            ? "Tap photos to choose them. Two can be compared."
            : chosen.length > MOST_AT_ONCE
              ? `${chosen.length} chosen; at most ${MOST_AT_ONCE} go into one download`
              : `${chosen.length} chosen`}
        </p>
        <Button onClick={picking.clear}>Cancel</Button>
      </div>
      {chosen.length === 2 && one && other && (
        <Button onClick={() => props.compare([one, other])}>Before and after</Button>
      )}
      {chosen.length > 0 && chosen.length <= MOST_AT_ONCE && (
        <a
          className="button"
          href={
            chosen.length === 1 && one?.download
              ? one.download
              : archiveAddress(
                  project,
                  chosen.map(({ id }) => id),
                )
          }
          download
        >
          <Download size={20} aria-hidden />
          Download
        </a>
      )}
    </section>
  );
}
