import type { ReactNode } from "react";
import type { Item, Project } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { ConfirmDialog } from "../../../ui/confirm-dialog";
import { useDialog } from "../../../ui/use-dialog";
import { seenBy } from "../sharing/seen-by";
import type { FileWithPath, Target } from "./queue";
import { type SharedWay, sharedWays } from "./shared-ways";
import { useUploadQueue } from "./use-uploads";

/**
 * Puts files into the queue for a place on screen. Where folders that were chosen would go into existing ones
 * that clients see, which nobody could tell from looking at that place, it asks first; `dialog` is that question.
 *
 *     const uploads = useAddFiles({ project, kind: "photo", folderId, folders });
 *     <DropZone target={uploads.target} onFiles={uploads.add} /> … {uploads.dialog}
 */
export function useAddFiles(props: {
  project: Project;
  kind: Target["kind"];
  /** The folder on screen; undefined at the top. */
  folderId: string | undefined;
  /** All folders of the section. */
  folders: Item[];
}): { target: Target; add: (files: FileWithPath[]) => void; dialog: ReactNode } {
  const { project, kind, folderId, folders } = props;
  const here = folders.find(({ id }) => id === folderId);
  const queue = useUploadQueue();
  const question = useDialog<{ open: FileWithPath[]; shared: SharedWay[]; target: Target }>();
  const target: Target = {
    projectId: project.id,
    kind,
    parentId: folderId ?? null,
    into: here?.title ?? project.name,
    seenBy: seenBy(here?.shared, project),
  };

  const add = (files: FileWithPath[]) => {
    const { open, shared } = sharedWays(files, folders, here);
    if (shared.length === 0) queue.add(files, target);
    else question.open({ open, shared, target });
  };

  const value = question.value;
  const dialog = value && (
    <ConfirmDialog
      key={question.count}
      opened={question.opened}
      onClose={question.close}
      title={
        value.shared.length === 1
          ? `Upload into “${value.shared[0]?.folder.title}”, which is shared?`
          : `Upload into ${value.shared.length} folders that are shared?`
      }
      confirm="Upload all the same"
      harmless
      run={async () => {
        if (value.open.length > 0) queue.add(value.open, value.target);
        for (const { folder, files } of value.shared)
          queue.add(files, {
            ...value.target,
            into: folder.title,
            seenBy: seenBy(folder.shared, project),
          });
      }}
    >
      {value.shared.map(({ folder, files }) => (
        <p key={folder.id}>
          There is a folder “{folder.title}” already, and {plural(files.length, "file")} will go
          into it. It is shared: {seenBy(folder.shared, project) ?? "clients"} will see{" "}
          {files.length === 1 ? "it" : "them"} at once.
        </p>
      ))}
      <p>To keep them to yourselves, rename the folder on your computer first.</p>
    </ConfirmDialog>
  );
  return { target, add, dialog };
}
