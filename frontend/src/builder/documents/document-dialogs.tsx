import { lazy, Suspense } from "react";
import { deleteItems, unshareItems } from "../../api/gen/sdk.gen";
import type { Item, Project } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { requestKey } from "../../ui/request-key";
import { useDialog } from "../../ui/use-dialog";
import { useInvalidate } from "../shared/use-invalidate";

const ShareDialog = lazy(() => import("../shared/sharing/share-dialog"));
const VisibilityDialog = lazy(() => import("../shared/sharing/visibility-dialog"));
const NameDialog = lazy(() => import("./name-dialog"));
const MoveDialog = lazy(() => import("./move-dialog"));

export function useDocumentDialogs() {
  return {
    share: useDialog<Item[]>(),
    unshare: useDialog<Item[]>(),
    visibility: useDialog<Item>(),
    newFolder: useDialog<{ parent: Item | null }>(),
    rename: useDialog<Item>(),
    move: useDialog<Item[]>(),
    remove: useDialog<Item[]>(),
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
}) {
  const { project, items, folders, onDone } = props;
  const { share, unshare, visibility, newFolder, rename, move, remove } = props.dialogs;
  const invalidate = useInvalidate();
  const path = { id: project.id };
  const idsOf = (items: Item[]) => ({ item_ids: items.map(({ id }) => id) });
  const headers = () => ({ "Idempotency-Key": requestKey() });

  return (
    <>
      <Suspense fallback={null}>
        {share.value && (
          <ShareDialog
            key={share.count}
            opened={share.opened}
            onClose={share.close}
            project={project}
            items={share.value}
            onShared={onDone}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {visibility.value && (
          <VisibilityDialog
            key={visibility.count}
            opened={visibility.opened}
            onClose={visibility.close}
            item={visibility.value}
          />
        )}
      </Suspense>
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
        {move.value && (
          <MoveDialog
            key={move.count}
            opened={move.opened}
            onClose={move.close}
            projectId={project.id}
            folders={folders}
            items={move.value}
            onMoved={onDone}
          />
        )}
      </Suspense>
      {unshare.value && (
        <ConfirmDialog
          key={`unshare${unshare.count}`}
          opened={unshare.opened}
          onClose={unshare.close}
          title={`Unshare ${nameOf(unshare.value)}?`}
          confirm="Unshare"
          run={async () => {
            await unshareItems({ path, body: idsOf(unshare.value ?? []), headers: headers() });
            await invalidate("sharing");
            onDone();
          }}
        >
          <p>
            Clients no longer see {unshare.value.length === 1 ? "it" : "these"}, at once.
            {hasFolder(unshare.value) &&
              " What is in a folder is hidden with it, unless it is shared by itself."}{" "}
            You can share again at any time.
          </p>
        </ConfirmDialog>
      )}
      {remove.value && (
        <ConfirmDialog
          key={`delete${remove.count}`}
          opened={remove.opened}
          onClose={remove.close}
          title={`Delete ${nameOf(remove.value)}?`}
          confirm="Delete"
          run={async () => {
            await deleteItems({ path, body: idsOf(remove.value ?? []), headers: headers() });
            await invalidate("documents");
            onDone();
          }}
        >
          <p>
            {hasFolder(remove.value) && "Everything in the folder is deleted with it. "}
            {remove.value.some(({ shared }) => shared.with !== "nobody") &&
              "Clients lose it at once. "}
            This cannot be undone.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

const hasFolder = (items: Item[]) => items.some(({ kind }) => kind === "folder");

const nameOf = (items: Item[]) =>
  items.length === 1 ? `“${items[0]?.title}”` : plural(items.length, "item");
