/** The server packs no more than this at once. */
export const MOST_AT_ONCE = 100;

export function inParts(ids: string[], most = MOST_AT_ONCE): string[][] {
  const parts: string[][] = [];
  for (let from = 0; from < ids.length; from += most) parts.push(ids.slice(from, from + most));
  return parts;
}
