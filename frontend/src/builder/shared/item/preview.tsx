import { useState } from "react";
import type { Item } from "../../../api/gen/types.gen";
import { fileAddress, previewAddress } from "../../paths";
import { ItemIcon } from "../item-icon";
import { isDrawnByBrowsers, isViewable } from "./kinds";
import classes from "./preview.module.css";

const words: Record<Item["preview"], string> = {
  none: "No preview of this type",
  pending: "The preview is being made",
  ready: "The preview could not be loaded",
  failed: "No preview could be made of it",
};

/** What an item looks like, as large as a drawer allows; leads to the whole screen where there is more to see. */
export function ItemPreview({ item, onView }: { item: Item; onView: () => void }) {
  const { file_id, preview, title, width, height } = item;
  const [broken, setBroken] = useState<string | null>(null);
  const address = file_id && addressOf({ ...item, file_id });
  if (!address || broken === file_id)
    return (
      <div className={`${classes.preview} ${classes.none}`}>
        <ItemIcon item={item} />
        {words[preview]}
      </div>
    );
  const picture = (
    <img
      src={address}
      alt={isViewable(item) ? "" : `Preview of ${title}`}
      style={{ aspectRatio: width && height ? `${width} / ${height}` : undefined }}
      onError={() => setBroken(file_id)}
    />
  );
  if (!isViewable(item)) return <div className={classes.preview}>{picture}</div>;
  return (
    <button
      type="button"
      className={classes.preview}
      aria-label={`View “${title}”`}
      onClick={onView}
    >
      {picture}
    </button>
  );
}

/** A picture that the server could not draw small may well be one that browsers draw as it is. */
function addressOf(item: Item & { file_id: string }): string | null {
  if (item.preview === "ready") return previewAddress(item.file_id, "large");
  return item.preview !== "pending" && isDrawnByBrowsers(item)
    ? fileAddress(item.file_id, false)
    : null;
}
