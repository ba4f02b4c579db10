import type { Version } from "../../api/gen/types.gen";

/**
 * The two revisions to compare: those that were chosen, else the newest with the one before it. `versions` come
 * newest first. Null when there are not two.
 */
export function revisionsToCompare<One extends Pick<Version, "file_id">>(
  versions: readonly One[],
  older: string | undefined,
  newer: string | undefined,
): [One, One] | null {
  const find = (id: string | undefined) => versions.find(({ file_id }) => file_id === id);
  const fresh = find(newer) ?? versions.find(({ file_id }) => file_id !== older);
  const at = fresh ? versions.indexOf(fresh) : -1;
  const old = find(older) ?? versions[at + 1] ?? versions.find((one) => one !== fresh);
  return old && fresh && versions.length > 1 ? [old, fresh] : null;
}
