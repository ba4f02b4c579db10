import { lazy, Suspense } from "react";
import { unshareItems } from "../../../api/gen/sdk.gen";
import type { Item, Project } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { ConfirmDialog } from "../../../ui/confirm-dialog";
import { requestKey } from "../../../ui/request-key";
import { useDialog } from "../../../ui/use-dialog";
import { useInvalidate } from "../use-invalidate";
import { itemName } from "./item-name";
import { useDeleteItems } from "./use-delete-items";

const ShareDialog = lazy(() => import("../sharing/share-dialog"));
const VisibilityDialog = lazy(() => import("../sharing/visibility-dialog"));
const MoveDialog = lazy(() => import("./move-dialog"));

/** The dialogs that items of every section have. */
export function useItemDialogs() {
  return {
    share: useDialog<Item[]>(),
    unshare: useDialog<Item[]>(),
    visibility: useDialog<Item>(),
    move: useDialog<{ way: "move" | "copy"; items: Item[] }>(),
    remove: useDialog<Item[]>(),
  };
}

export type ItemDialogsState = ReturnType<typeof useItemDialogs>;

/** Each is loaded when it is first wanted. */
export function ItemDialogs(props: {
  project: Project;
  /** What the section and its folders and things are called, as in "Photos", "album" and "photo". */
  section: string;
  nouns: { folder: string; item: string };
  /** All folders of the section. */
  folders: Item[];
  dialogs: ItemDialogsState;
  onDone: () => void;
  onRemoved: (items: Item[]) => void;
}) {
  const { project, section, nouns, folders, onDone } = props;
  const { share, unshare, visibility, move, remove } = props.dialogs;
  const invalidate = useInvalidate();
  const deleteAll = useDeleteItems(project.id);
  const nameOf = (items: Item[]) =>
    items[0] && items.length === 1 ? `“${itemName(items[0])}”` : plural(items.length, nouns.item);

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
        {move.value && (
          <MoveDialog
            key={move.count}
            opened={move.opened}
            onClose={move.close}
            way={move.value.way}
            projectId={project.id}
            section={section}
            folders={folders}
            items={move.value.items}
            onDone={onDone}
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
            await unshareItems({
              path: { id: project.id },
              body: { item_ids: (unshare.value ?? []).map(({ id }) => id) },
              headers: { "Idempotency-Key": requestKey() },
            });
            await invalidate("sharing");
            onDone();
          }}
        >
          <p>
            Clients no longer see {unshare.value.length === 1 ? "it" : "these"}, at once.
            {hasFolder(unshare.value) &&
              ` What is in the ${nouns.folder} is hidden with it, unless it is shared by itself.`}{" "}
            You can share again at any time.
          </p>
        </ConfirmDialog>
      )}
      {remove.value && (
        <ConfirmDialog
          key={`remove${remove.count}`}
          opened={remove.opened}
          onClose={remove.close}
          title={`Put ${nameOf(remove.value)} into the trash?`}
          confirm="Put into the trash"
          run={async () => {
            await deleteAll(remove.value ?? []);
            props.onRemoved(remove.value ?? []);
          }}
        >
          <p>
            {hasFolder(remove.value) && `Everything in the ${nouns.folder} goes with it. `}
            Clients lose at once what they see of it, and it is not shared any more when it is
            restored. It stays in the trash for 30 days.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

const hasFolder = (items: Item[]) => items.some(({ kind }) => kind === "folder");
