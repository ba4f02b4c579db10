import type { Box } from "./layout";
import type { Sheets, Words } from "./sheets";

export interface Match {
  page: number;
  /** On the page before it is turned. */
  at: Box;
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

/** Where a text stands among the words of a page, whatever the case. */
export function matchesIn(words: readonly Words[], page: number, text: string): Match[] {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  return words.flatMap((run) => {
    const said = plain(run.text);
    const found: Match[] = [];
    for (let at = said.indexOf(wanted); at >= 0; at = said.indexOf(wanted, at + wanted.length))
      found.push({ page, at: partOf(run, at / said.length, wanted.length / said.length) });
    return found;
  });
}

/** A part of a run of words, as if all letters were equally wide. Of upright ones, all of it. */
function partOf({ x, y, width, height }: Words, from: number, share: number): Box {
  if (height > width) return { x, y, width, height };
  return { x: x + width * from, y, width: width * share, height };
}

/** Looks through all pages, beginning with `first`; tells what it has found so far after each. */
export async function find(
  sheets: Sheets,
  text: string,
  first: number,
  signal: AbortSignal,
  found: (matches: Match[]) => void,
): Promise<void> {
  const all: Match[] = [];
  for (let step = 0; step < sheets.count && !signal.aborted; step++) {
    const page = (first + step) % sheets.count;
    const words = (await sheets.words?.(page).catch(() => [])) ?? [];
    if (signal.aborted) return;
    all.push(...matchesIn(words, page, text));
    found([...all]);
  }
}
