import ChevronRight from "lucide-react/icons/chevron-right";
import PencilRuler from "lucide-react/icons/pencil-ruler";
import { useState } from "react";
import type { PortalItem } from "../../../api/gen/types.gen";
import { shortDate } from "../../../lib/dates";
import { paths, previewAddress } from "../../paths";
import { PortalLink } from "../link";
import classes from "./drawing-row.module.css";

/** One drawing of a list: what it looks like, what it is, and which revision holds. */
export function DrawingRow({ item }: { item: PortalItem }) {
  const { drawing } = item;
  if (!drawing) return null;
  const { number, revision, issued_on, superseded_seen } = drawing;
  return (
    <li className="row">
      <PortalLink className="main" href={paths.drawing(item.project_id, item.id)}>
        <Small key={item.file_id} item={item} />
        <span className="words">
          <span className="name">
            {number} {item.title}
            {item.new && (
              <>
                {" "}
                <span className="badge">New</span>
              </>
            )}
          </span>
          <span className="quiet small">
            Revision {revision}
            {issued_on && ` · ${shortDate(issued_on)}`}
          </span>
          {superseded_seen && (
            <span className={classes.replaces}>
              Replaces revision {superseded_seen}, which you looked at
            </span>
          )}
          {item.acknowledgement === "asked" && (
            <span className={classes.asked}>Please acknowledge</span>
          )}
        </span>
        <ChevronRight size={20} className="quiet" aria-hidden />
      </PortalLink>
    </li>
  );
}

function Small({ item: { file_id, preview } }: { item: PortalItem }) {
  const [broken, setBroken] = useState(false);
  const shows = file_id !== null && preview === "ready" && !broken;
  return (
    <span className={classes.small}>
      {shows ? (
        <img
          src={previewAddress(file_id, "small")}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
        />
      ) : (
        <PencilRuler size={24} aria-hidden />
      )}
    </span>
  );
}
