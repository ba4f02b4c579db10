import { Button } from "@mantine/core";
import { mergeDailyLogs } from "../../api/gen/sdk.gen";
import type { DailyLog } from "../../api/gen/types.gen";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { requestKey } from "../../ui/request-key";
import { useDialog } from "../../ui/use-dialog";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import bar from "../shared/records/writing.module.css";
import { useInvalidate } from "../shared/use-invalidate";

/** Two people began a log of one day: both are kept, and can be made one. */
export function SameDay(props: { log: DailyLog; onMerged: () => Promise<unknown> }) {
  const { log } = props;
  const merge = useDialog<DailyLog["same_day"][number]>();
  const invalidate = useInvalidate();
  if (log.same_day.length === 0) return null;
  return (
    <>
      {log.same_day.map((other) => (
        <div key={other.id} className={bar.notice}>
          <span>
            {other.created_by} has{" "}
            <AppLink href={paths.dailyLog(log.project_id, other.id)}>
              another log of this day
            </AppLink>
            {other.state === "published" && ", which is submitted"}.
          </span>
          {other.state === "draft" && (
            <Button variant="default" onClick={() => merge.open(other)}>
              Merge into this one
            </Button>
          )}
        </div>
      ))}
      {merge.value && (
        <ConfirmDialog
          key={merge.count}
          opened={merge.opened}
          onClose={merge.close}
          harmless
          title="Merge the two logs?"
          confirm="Merge"
          run={async () => {
            await mergeDailyLogs({
              path: { id: log.id },
              body: { from: merge.value?.id ?? "" },
              headers: { "Idempotency-Key": requestKey() },
            });
            await Promise.all([props.onMerged(), invalidate("items")]);
          }}
        >
          <p>
            Everything {merge.value.created_by} wrote is added here, photos too. The other log goes
            to the trash.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
