import { useQueryClient } from "@tanstack/react-query";
import { getReportQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { reopenReport } from "../../api/gen/sdk.gen";
import type { Project, Report } from "../../api/gen/types.gen";
import { ReportSheet } from "../../ui/records/report-sheet";
import { requestKey } from "../../ui/request-key";
import { paths } from "../paths";
import { PICTURES, RecordFrame } from "../shared/records/record-frame";
import { useEdit } from "../shared/use-edit";
import { sheetOf } from "./answers";

/** A completed report. */
export function ReportView({ project, report }: { project: Project; report: Report }) {
  const edit = useEdit("items");
  const queryClient = useQueryClient();
  return (
    <RecordFrame
      project={project}
      record={report}
      pictures={report.pictures}
      section="Reports"
      noun="report"
      list={paths.reports(project.id)}
      reopen={async (reason) => {
        const headers = { "Idempotency-Key": requestKey() };
        const path = { id: report.id };
        const { data } = await edit(() => reopenReport({ path, body: { reason }, headers }));
        queryClient.setQueryData(getReportQueryKey({ path }), data);
      }}
      sheet={<ReportSheet report={sheetOf(report)} addresses={PICTURES} at={report.dated_at} />}
    />
  );
}
