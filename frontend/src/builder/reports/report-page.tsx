import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import ChevronLeft from "lucide-react/icons/chevron-left";
import { troubleOf } from "../../ui/problem";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { useDraft } from "../shared/drafts/use-draft";
import { refetchPicturesWhilePending } from "../shared/item/pending-previews";
import { useMay, useMe } from "../shared/me";
import { projectQueries } from "../shared/project-queries";
import classes from "../shared/records/record-page.module.css";
import { useProject } from "../shared/use-project";
import { ReportEditor } from "./report-editor";
import { reportGroup, reportTransport } from "./report-transport";
import { ReportView } from "./report-view";

/** One report: filled in while it is a draft, read once it is completed. */
export function ReportPage() {
  const { reportId } = useParams({ strict: false }) as { reportId: string };
  const project = useProject();
  const may = useMay();
  const { account } = useMe();
  const queryClient = useQueryClient();
  const query = useQuery({ ...projectQueries.report(reportId), ...refetchPicturesWhilePending });
  const queue = useDraft({
    account: account.id,
    group: reportGroup(project.id),
    record: reportId,
    transport: reportTransport(queryClient, project.id),
  });
  const report = query.data;
  const back = (
    <AppLink href={paths.reports(project.id)} className={classes.back}>
      <ChevronLeft size={18} aria-hidden /> Reports
    </AppLink>
  );
  if (!report) {
    if (query.error && troubleOf(query.error).status === 404)
      return (
        <EmptyState
          icon={<ChevronLeft />}
          title="This report is not here any more"
          action={<AppLink href={paths.reports(project.id)}>Go to the reports</AppLink>}
        >
          Someone deleted it, or the link is old.
        </EmptyState>
      );
    if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
    return <SkeletonRows label="Loading the report" />;
  }
  if (report.state === "published" || !may("content.site"))
    return (
      <>
        {back}
        <ReportView project={project} report={report} />
      </>
    );
  if (!queue) return <SkeletonRows label="Opening the report" />;
  return (
    <>
      {back}
      <h2 className={classes.heading}>{report.title}</h2>
      <ReportEditor report={report} queue={queue} />
    </>
  );
}
