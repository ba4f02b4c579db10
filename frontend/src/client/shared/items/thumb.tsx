import { type ReactNode, useState } from "react";
import type { PortalItem } from "../../../api/gen/types.gen";
import { previewAddress } from "../../paths";
import classes from "./thumb.module.css";

/** A small picture of what is in a file, or the icon of its kind; the name stands beside it. */
export function Thumb({ item, icon }: { item: PortalItem; icon: ReactNode }) {
  const { file_id, preview } = item;
  const [broken, setBroken] = useState<string | null>(null);
  const shows = file_id !== null && preview === "ready" && broken !== file_id;
  return (
    <span className={classes.thumb} data-picture={shows || undefined}>
      {shows ? (
        <img
          src={previewAddress(file_id, "small")}
          alt=""
          width={44}
          height={44}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(file_id)}
        />
      ) : (
        icon
      )}
    </span>
  );
}
