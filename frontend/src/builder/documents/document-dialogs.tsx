import { lazy, Suspense } from "react";
import type { Item, Project } from "../../api/gen/types.gen";
import { useDialog } from "../../ui/use-dialog";
import { ItemDialogs, useItemDialogs } from "../shared/item/item-dialogs";

const NameDialog = lazy(() => import("./name-dialog"));
const NewVersionDialog = lazy(() => import("../shared/item/new-version-dialog"));

export function useDocumentDialogs() {
  return {
    ...useItemDialogs(),
    newFolder: useDialog<{ parent: Item | null }>(),
    rename: useDialog<Item>(),
    newVersion: useDialog<Item>(),
  };
}

export type DocumentDialogsState = ReturnType<typeof useDocumentDialogs>;

/** Every dialog of the documents, loaded when it is first wanted. */
export function DocumentDialogs(props: {
  project: Project;
  /** What the list shows now, for the latest version of what a dialog was opened about. */
  items: Item[];
  folders: Item[];
  dialogs: DocumentDialogsState;
  onDone: () => void;
  onRemoved: (items: Item[]) => void;
}) {
  const { project, items, folders, dialogs } = props;
  const { newFolder, rename, newVersion } = dialogs;

  return (
    <>
      <ItemDialogs
        project={project}
        section="Documents"
        nouns={{ folder: "folder", item: "item" }}
        folders={folders}
        dialogs={dialogs}
        onDone={props.onDone}
        onRemoved={props.onRemoved}
      />
      <Suspense fallback={null}>
        {newFolder.value && (
          <NameDialog
            key={`new${newFolder.count}`}
            opened={newFolder.opened}
            onClose={newFolder.close}
            projectId={project.id}
            parent={newFolder.value.parent}
          />
        )}
        {rename.value && (
          <NameDialog
            key={`rename${rename.count}`}
            opened={rename.opened}
            onClose={rename.close}
            projectId={project.id}
            item={items.find(({ id }) => id === rename.value?.id) ?? rename.value}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {newVersion.value && (
          <NewVersionDialog
            key={newVersion.count}
            opened={newVersion.opened}
            onClose={newVersion.close}
            project={project}
            item={newVersion.value}
          />
        )}
      </Suspense>
    </>
  );
}
