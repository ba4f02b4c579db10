import { useState } from "react";
import type { Item } from "../../../api/gen/types.gen";
import { previewAddress } from "../../paths";
import { ItemIcon } from "../item-icon";
import classes from "./thumb.module.css";

/** A small picture of what is in a file, or the icon of its kind; the name stands beside it. */
export function Thumb({
  item,
}: {
  item: Pick<Item, "kind" | "media_type" | "file_id" | "preview">;
}) {
  const { file_id, preview } = item;
  const [broken, setBroken] = useState<string | null>(null);
  if (preview === "ready" && file_id && broken !== file_id)
    return (
      <span className={classes.thumb} data-picture>
        <img
          src={previewAddress(file_id, "small")}
          alt=""
          width={40}
          height={40}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(file_id)}
        />
      </span>
    );
  return (
    <span className={classes.thumb} data-pending={preview === "pending" || undefined}>
      <ItemIcon item={item} />
    </span>
  );
}
