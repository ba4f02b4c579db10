import type { Target } from "./queue";

interface Folder {
  id: string;
  title: string;
  parent_id: string | null;
}

/** What the server can be asked about folders. */
export interface FolderCalls {
  list: (projectId: string, kind: Target["kind"]) => Promise<Folder[]>;
  make: (
    projectId: string,
    kind: Target["kind"],
    folder: { title: string; parent_id: string | null },
  ) => Promise<Folder>;
}

export const nameKey = (title: string) => title.normalize("NFC").toLowerCase();

/**
 * Makes the folders that files lie in, each once however many files wait for it, and takes those that are
 * there already by their names. What is known holds for one batch of files only.
 */
export class Folders {
  private readonly lists = new Map<number, Promise<Folder[]>>();
  private readonly ids = new Map<string, Promise<string>>();
  private readonly calls: FolderCalls;

  constructor(calls: FolderCalls) {
    this.calls = calls;
  }

  /** The id of the folder that a file with this path goes into; the path's last part is the file itself. */
  async idFor(batch: number, target: Target, path: string): Promise<string | null> {
    let parent = target.parentId;
    for (const title of path.split("/").slice(0, -1))
      parent = await this.once(batch, target, parent, title);
    return parent;
  }

  private once(batch: number, target: Target, parent: string | null, title: string) {
    const key = JSON.stringify([batch, parent, nameKey(title)]);
    const known = this.ids.get(key);
    if (known) return known;
    const found = this.findOrMake(batch, target, parent, title);
    this.ids.set(key, found);
    found.catch(() => this.ids.delete(key));
    return found;
  }

  private async findOrMake(batch: number, target: Target, parent: string | null, title: string) {
    const there = await this.listOnce(batch, target);
    const found = there.find(
      (folder) => folder.parent_id === parent && nameKey(folder.title) === nameKey(title),
    );
    if (found) return found.id;
    const { projectId, kind } = target;
    return (await this.calls.make(projectId, kind, { title, parent_id: parent })).id;
  }

  private listOnce(batch: number, { projectId, kind }: Target) {
    const known = this.lists.get(batch);
    if (known) return known;
    const list = this.calls.list(projectId, kind);
    this.lists.set(batch, list);
    list.catch(() => this.lists.delete(batch));
    return list;
  }
}
