import { lazy, Suspense } from "react";
import type { Item, Project } from "../../api/gen/types.gen";
import { useDialog } from "../../ui/use-dialog";
import { ItemDialogs, useItemDialogs } from "../shared/item/item-dialogs";

const NewVersionDialog = lazy(() => import("../shared/item/new-version-dialog"));
const DetailsDialog = lazy(() => import("./details-dialog"));
const FolderDialog = lazy(() => import("./folder-dialog"));

export function useDrawingDialogs() {
  return {
    ...useItemDialogs(),
    folder: useDialog<{ folder?: Item; parent?: Item }>(),
    details: useDialog<Item>(),
    revision: useDialog<Item>(),
  };
}

export type DrawingDialogsState = ReturnType<typeof useDrawingDialogs>;

/** Every dialog of the drawings, loaded when it is first wanted. */
export function DrawingDialogs(props: {
  project: Project;
  /** What the list shows now, for the latest version of what a dialog was opened about. */
  items: Item[];
  folders: Item[];
  dialogs: DrawingDialogsState;
  onDone: () => void;
  onRemoved: (items: Item[]) => void;
}) {
  const { project, items, dialogs } = props;
  const { folder, details, revision } = dialogs;
  const latest = (item: Item) => items.find(({ id }) => id === item.id) ?? item;

  return (
    <>
      <ItemDialogs
        project={project}
        section="Drawings"
        nouns={{ folder: "folder", item: "drawing" }}
        folders={props.folders}
        dialogs={dialogs}
        onDone={props.onDone}
        onRemoved={props.onRemoved}
      />
      <Suspense fallback={null}>
        {folder.value && (
          <FolderDialog
            key={folder.count}
            opened={folder.opened}
            onClose={folder.close}
            projectId={project.id}
            folder={folder.value.folder && latest(folder.value.folder)}
            parent={folder.value.parent}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {details.value && (
          <DetailsDialog
            key={details.count}
            opened={details.opened}
            onClose={details.close}
            drawing={latest(details.value)}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {revision.value && (
          <NewVersionDialog
            key={revision.count}
            opened={revision.opened}
            onClose={revision.close}
            project={project}
            item={latest(revision.value)}
          />
        )}
      </Suspense>
    </>
  );
}
