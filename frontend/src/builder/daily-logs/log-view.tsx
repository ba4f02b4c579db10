import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import Printer from "lucide-react/icons/printer";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import Share from "lucide-react/icons/share-2";
import { lazy, Suspense } from "react";
import { getDailyLogQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { reopenDailyLog, updateDailyLog } from "../../api/gen/sdk.gen";
import type { DailyLog, Project } from "../../api/gen/types.gen";
import { dateAndTime } from "../../lib/dates";
import { Panel } from "../../ui/panel";
import { ReasonedButton } from "../../ui/reasoned-button";
import { LogSheet } from "../../ui/records/log-sheet";
import type { PictureAddresses } from "../../ui/records/record-photos";
import { requestKey } from "../../ui/request-key";
import { RowMenu } from "../../ui/row-menu";
import { useDialog } from "../../ui/use-dialog";
import { fileAddress, paths, previewAddress } from "../paths";
import { useGo } from "../shared/app-link";
import { ItemDialogs, useItemDialogs } from "../shared/item/item-dialogs";
import { ReceiptsPanel } from "../shared/item/receipts-panel";
import { useSharingActions } from "../shared/item/sharing-actions";
import { useMay } from "../shared/me";
import { History } from "../shared/records/history";
import { ClientBadge } from "../shared/sharing/client-badge";
import { whyNotShare } from "../shared/sharing/reason";
import { useInvalidate } from "../shared/use-invalidate";
import classes from "./log-view.module.css";

const ReopenDialog = lazy(() => import("../shared/records/reopen-dialog"));

const ADDRESSES: PictureAddresses = {
  preview: previewAddress,
  download: (fileId) => fileAddress(fileId, true),
};

/** A submitted log as clients read it, with what members know and do besides. */
export function LogView({ project, log }: { project: Project; log: DailyLog }) {
  const may = useMay();
  const go = useGo();
  const queryClient = useQueryClient();
  const invalidate = useInvalidate();
  const dialogs = useItemDialogs();
  const reopening = useDialog();
  const sharing = useSharingActions(project, [], dialogs);
  const show = async (changed: DailyLog) => {
    queryClient.setQueryData(getDailyLogQueryKey({ path: { id: log.id } }), changed);
    await invalidate("items");
  };
  return (
    <div className={classes.view}>
      <div className={classes.head}>
        <div className={classes.title}>
          <h2 className={classes.heading}>{log.title}</h2>
          <ClientBadge shared={log.shared} clients={project.clients} />
        </div>
        <div className={classes.actions}>
          <ReasonedButton
            leftSection={<Share size={18} aria-hidden />}
            unavailable={whyNotShare(project.sharing)}
            onClick={() => dialogs.share.open([log])}
          >
            {log.shared.with === "nobody" ? "Share with client" : "Edit sharing"}
          </ReasonedButton>
          {may("content.site") && log.state === "published" && (
            <Button
              variant="default"
              leftSection={<RotateCcw size={18} aria-hidden />}
              onClick={() => reopening.open(true)}
            >
              Open again
            </Button>
          )}
          <RowMenu
            label="More for this log"
            groups={[
              [
                {
                  label: "Print",
                  icon: <Printer />,
                  run: () => window.setTimeout(() => window.print()),
                },
              ],
              sharing(log).slice(1),
            ]}
          />
        </div>
      </div>
      <Panel>
        <div data-sheet>
          <h2 className="print-only">{`${project.name}: ${log.title}`}</h2>
          <LogSheet log={log} addresses={ADDRESSES} />
        </div>
      </Panel>
      {may("share") && log.time_cards.length > 0 && (
        <Panel title="For clients">
          <p>
            {log.hide_time_cards
              ? "People and hours are left out of what clients see."
              : "Clients who see this log see people and hours too."}
          </p>
          <Button
            variant="default"
            onClick={async () => {
              const body = { hide_time_cards: !log.hide_time_cards };
              const { data } = await updateDailyLog({ path: { id: log.id }, body });
              await show(data);
            }}
          >
            {log.hide_time_cards ? "Show people and hours" : "Leave out people and hours"}
          </Button>
        </Panel>
      )}
      {log.shared.with !== "nobody" && (
        <Panel title="Who has looked">
          <ReceiptsPanel item={log} />
        </Panel>
      )}
      <History entries={log.history} />
      {log.submitted_at && (
        <p>
          Submitted by {log.submitted_by} {dateAndTime(log.submitted_at)}
        </p>
      )}
      <ItemDialogs
        project={project}
        section="Daily logs"
        nouns={{ folder: "folder", item: "log" }}
        folders={[]}
        dialogs={dialogs}
        onDone={() => {}}
        onRemoved={() => void go(paths.dailyLogs(project.id))}
      />
      <Suspense fallback={null}>
        {reopening.value && (
          <ReopenDialog
            key={reopening.count}
            opened={reopening.opened}
            onClose={reopening.close}
            title="Open this log again?"
            isShared={log.shared.with !== "nobody"}
            reopen={async (reason) => {
              const headers = { "Idempotency-Key": requestKey() };
              const { data } = await reopenDailyLog({
                path: { id: log.id },
                body: { reason },
                headers,
              });
              await show(data);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
