import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { getDailyLogQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { reopenDailyLog, updateDailyLog } from "../../api/gen/sdk.gen";
import type { DailyLog, Project } from "../../api/gen/types.gen";
import { Panel } from "../../ui/panel";
import { LogSheet } from "../../ui/records/log-sheet";
import { requestKey } from "../../ui/request-key";
import { paths } from "../paths";
import { useMay } from "../shared/me";
import { PICTURES, RecordFrame } from "../shared/records/record-frame";
import { useEdit } from "../shared/use-edit";

/** A submitted log, and whether clients get its people and hours. */
export function LogView({ project, log }: { project: Project; log: DailyLog }) {
  const may = useMay();
  const edit = useEdit("items");
  const queryClient = useQueryClient();
  const show = (changed: DailyLog) =>
    queryClient.setQueryData(getDailyLogQueryKey({ path: { id: log.id } }), changed);
  return (
    <RecordFrame
      project={project}
      record={log}
      pictures={log.pictures}
      section="Daily logs"
      noun="log"
      list={paths.dailyLogs(project.id)}
      reopen={async (reason) => {
        const headers = { "Idempotency-Key": requestKey() };
        const path = { id: log.id };
        show((await edit(() => reopenDailyLog({ path, body: { reason }, headers }))).data);
      }}
      sheet={<LogSheet log={log} addresses={PICTURES} />}
    >
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
              const path = { id: log.id };
              show((await edit(() => updateDailyLog({ path, body }))).data);
            }}
          >
            {log.hide_time_cards ? "Show people and hours" : "Leave out people and hours"}
          </Button>
        </Panel>
      )}
    </RecordFrame>
  );
}
