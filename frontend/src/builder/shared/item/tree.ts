import type { Item } from "../../../api/gen/types.gen";

export interface FolderNode {
  folder: Item;
  depth: number;
  children: FolderNode[];
}

const byTitle = (one: Item, other: Item) =>
  one.title.localeCompare(other.title, "en", { numeric: true, sensitivity: "base" });

/** The folders directly in `parentId`, by name. */
export function foldersIn(folders: Item[], parentId: string | null): Item[] {
  return folders.filter(({ parent_id }) => parent_id === parentId).sort(byTitle);
}

export function treeOf(folders: Item[], parentId: string | null = null, depth = 0): FolderNode[] {
  return foldersIn(folders, parentId).map((folder) => ({
    folder,
    depth,
    children: treeOf(folders, folder.id, depth + 1),
  }));
}

/** Every folder in reading order. */
export function flatten(nodes: FolderNode[]): FolderNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

/** From the top folder down to `id`. */
export function pathTo(folders: Item[], id: string | null | undefined): Item[] {
  const path: Item[] = [];
  const seen = new Set<string>();
  let at = id;
  while (at && !seen.has(at)) {
    seen.add(at);
    const folder = folders.find((one) => one.id === at);
    if (!folder) break;
    path.unshift(folder);
    at = folder.parent_id;
  }
  return path;
}

/** Whether `id` is one of `ids` or lies inside one of them; such a folder cannot take them in. */
export function isWithin(folders: Item[], id: string, ids: ReadonlySet<string>): boolean {
  return pathTo(folders, id).some((folder) => ids.has(folder.id));
}
