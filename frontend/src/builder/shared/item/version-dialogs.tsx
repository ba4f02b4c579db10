import { lazy, Suspense } from "react";
import { deleteVersion } from "../../../api/gen/sdk.gen";
import type { Item, Project, Version } from "../../../api/gen/types.gen";
import { ConfirmDialog } from "../../../ui/confirm-dialog";
import { useDialog } from "../../../ui/use-dialog";
import { useInvalidate } from "../use-invalidate";
import { versionInWords } from "./version-words";

const NewVersionDialog = lazy(() => import("./new-version-dialog"));
const PublishDialog = lazy(() => import("./publish-dialog"));
const VersionDetailsDialog = lazy(() => import("./version-details-dialog"));

export function useVersionDialogs() {
  return {
    create: useDialog(),
    publish: useDialog<Version>(),
    edit: useDialog<Version>(),
    discard: useDialog<Version>(),
  };
}

export type VersionDialogsState = ReturnType<typeof useVersionDialogs>;

/** Every dialog about versions, loaded when it is first wanted. */
export function VersionDialogs(props: {
  project: Project;
  item: Item;
  dialogs: VersionDialogsState;
}) {
  const { project, item } = props;
  const { create, publish, edit, discard } = props.dialogs;
  const invalidate = useInvalidate();

  return (
    <>
      <Suspense fallback={null}>
        {create.value && (
          <NewVersionDialog
            key={create.count}
            opened={create.opened}
            onClose={create.close}
            project={project}
            item={item}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {publish.value && (
          <PublishDialog
            key={publish.count}
            opened={publish.opened}
            onClose={publish.close}
            project={project}
            item={item}
            version={publish.value}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {edit.value && (
          <VersionDetailsDialog
            key={edit.count}
            opened={edit.opened}
            onClose={edit.close}
            item={item}
            version={edit.value}
          />
        )}
      </Suspense>
      {discard.value && (
        <ConfirmDialog
          key={discard.count}
          opened={discard.opened}
          onClose={discard.close}
          title={`Discard ${versionInWords(item, discard.value)}?`}
          confirm="Discard the draft"
          run={async () => {
            const file_id = discard.value?.file_id ?? "";
            await deleteVersion({ path: { id: item.id, file_id } });
            await invalidate("items");
          }}
        >
          <p>No client has seen it. Its file is deleted for ever: it does not go to the trash.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
