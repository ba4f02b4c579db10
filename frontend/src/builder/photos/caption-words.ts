import { plural } from "../../lib/plural";

/** What writing `next` under these photos does to the captions that they have. */
export function replacedWords(captions: string[], next: string): string {
  const lost = captions.filter((caption) => caption !== "" && caption !== next.trim());
  if (lost.length === 0) return "Clients who see the photos see it too.";
  const which = lost.length === 1 ? "1 of them has" : `${lost.length} of them have`;
  const fate = next.trim() ? "is replaced" : "is taken away";
  return `${which} a caption already, which ${fate}. ${plural(captions.length, "photo")} in all.`;
}
