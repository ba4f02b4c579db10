import { useState } from "react";
import type { PortalItemDetail } from "../../api/gen/types.gen";
import { previewAddress } from "../paths";
import classes from "./large.module.css";

const WORDS: Record<PortalItemDetail["preview"], string> = {
  none: "There is no preview of this kind of file. Download it to open it on your device.",
  pending: "The preview is being prepared.",
  ready: "The preview could not be loaded.",
  failed: "No preview could be made of this file. Download it to open it on your device.",
};

/** The first sheet, as large as the page allows; leads to the whole screen where the browser can show it. */
export function Large({ item, onOpen }: { item: PortalItemDetail; onOpen?: () => void }) {
  const { file_id, preview, width, height } = item;
  const [broken, setBroken] = useState<string | null>(null);
  if (preview !== "ready" || !file_id || broken === file_id)
    return <p className={`${classes.large} ${classes.none}`}>{WORDS[preview]}</p>;
  const picture = (
    <img
      src={previewAddress(file_id, "medium")}
      srcSet={`${previewAddress(file_id, "medium")} 960w, ${previewAddress(file_id, "large")} 1920w`}
      sizes="(min-width: 46rem) 44rem, 92vw"
      alt={onOpen ? "" : `${item.drawing?.number} ${item.title}`}
      style={{ aspectRatio: width && height ? `${width} / ${height}` : undefined }}
      onError={() => setBroken(file_id)}
    />
  );
  if (!onOpen) return <div className={classes.large}>{picture}</div>;
  return (
    <button
      type="button"
      className={classes.large}
      aria-label={`Look closely at ${item.drawing?.number} ${item.title}`}
      onClick={onOpen}
    >
      {picture}
    </button>
  );
}
