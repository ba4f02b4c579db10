import type { Item, Version } from "../../../api/gen/types.gen";

type Labelled = Pick<Version, "number" | "label">;

/** "Revision B" of a drawing, "Version 3" of anything else. */
export function versionName({ kind }: Pick<Item, "kind">, { number, label }: Labelled): string {
  return kind === "drawing" && label ? `Revision ${label}` : `Version ${number}`;
}

/** The same within a sentence. */
export const versionInWords = (item: Pick<Item, "kind">, version: Labelled): string =>
  versionName(item, version).replace(/^./, (first) => first.toLowerCase());

export const versionNoun = ({ kind }: Pick<Item, "kind">) =>
  kind === "drawing" ? "revision" : "version";
