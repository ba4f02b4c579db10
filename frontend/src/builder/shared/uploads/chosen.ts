import type { FileWithPath } from "./queue";

/** What operating systems leave in folders for themselves. */
const CLUTTER = /^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$|(^|\/)(__MACOSX|\.git)\//i;

const byPath = (one: FileWithPath, other: FileWithPath) =>
  one.path.localeCompare(other.path, "en", { numeric: true, sensitivity: "base" });

const isWanted = ({ file, path }: FileWithPath) => !CLUTTER.test(file.name) && !CLUTTER.test(path);

/** The files of an `<input type="file">`, with their ways when a folder was chosen. */
export const chosenFiles = (files: FileList | null): FileWithPath[] =>
  Array.from(files ?? [], (file) => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(isWanted)
    .sort(byPath);

/** Everything that was dropped, folders with all that is in them. Has to be called while the event lasts. */
export async function droppedFiles({ items }: DataTransfer): Promise<FileWithPath[]> {
  const dropped = Array.from(items)
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    dropped.map(({ entry, file }) => {
      if (entry) return filesIn(entry);
      return file ? [{ file, path: file.name }] : [];
    }),
  );
  return found.flat().filter(isWanted).sort(byPath);
}

async function filesIn(entry: FileSystemEntry): Promise<FileWithPath[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path }];
  }
  const inside = await entriesOf(entry as FileSystemDirectoryEntry);
  return (await Promise.all(inside.map(filesIn))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

/** A directory tells its entries a hundred at a time, until it tells none. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
