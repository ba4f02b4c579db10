import { notifications } from "@mantine/notifications";
import { useInfiniteQuery } from "@tanstack/react-query";
import Trash2 from "lucide-react/icons/trash-2";
import { useEffect } from "react";
import { listTrashInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
import { purgeItems } from "../../api/gen/sdk.gen";
import type { TrashedItem } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Panel } from "../../ui/panel";
import { requestKey } from "../../ui/request-key";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import { hideUndo } from "../shared/item/use-delete-items";
import { allItems, pagesFrom } from "../shared/pages";
import { useInvalidate } from "../shared/use-invalidate";
import { useProject } from "../shared/use-project";
import classes from "./trash.module.css";
import { TrashRow } from "./trash-row";

/** What was deleted from the project, for thirty days. */
export function Trash() {
  const project = useProject();
  const invalidate = useInvalidate();
  const purge = useDialog<TrashedItem>();
  const path = { id: project.id };
  const pages = useInfiniteQuery({
    ...listTrashInfiniteOptions({ path }),
    ...pagesFrom({ path }),
  });
  const trashed = allItems(pages.data);
  // Here everything can be restored anyway.
  useEffect(hideUndo, []);

  return (
    <>
      <p className={classes.lead}>
        What is deleted from this project stays here for 30 days. No client sees it. What you
        restore is not shared until you share it again.
      </p>
      <Panel flush>
        {pages.isPending && <SkeletonRows label="Loading the trash" />}
        {pages.isError && !pages.data && (
          <ErrorState error={pages.error} retry={() => void pages.refetch()} />
        )}
        {pages.isSuccess && trashed.length === 0 && (
          <EmptyState icon={<Trash2 />} title="The trash is empty">
            Documents, drawings and photos that someone deletes come here first, so that they can be
            restored.
          </EmptyState>
        )}
        <ul className={classes.list}>
          {trashed.map((one) => (
            <TrashRow
              key={one.item.id}
              projectId={project.id}
              trashed={one}
              purge={() => purge.open(one)}
            />
          ))}
        </ul>
        <ShowMore pages={pages} />
      </Panel>
      {purge.value && (
        <ConfirmDialog
          key={purge.count}
          opened={purge.opened}
          onClose={purge.close}
          title={`Delete “${purge.value.item.title}” for ever?`}
          confirm="Delete for ever"
          run={async () => {
            const item_ids = purge.value ? [purge.value.item.id] : [];
            const headers = { "Idempotency-Key": requestKey() };
            await purgeItems({ path, body: { item_ids }, headers });
            await invalidate("items");
            notifications.show({ message: `“${purge.value?.item.title}” is deleted for ever.` });
          }}
        >
          <p>{whatGoes(purge.value)} Nobody can bring it back after this.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function whatGoes({ item, contains }: TrashedItem): string {
  if (item.kind === "folder")
    return contains > 0
      ? `The folder and ${plural(contains, "thing")} in it are deleted with all their versions.`
      : "The empty folder is deleted.";
  return "Its files are deleted, with all versions.";
}
