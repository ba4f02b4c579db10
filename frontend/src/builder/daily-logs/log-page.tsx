import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import ChevronLeft from "lucide-react/icons/chevron-left";
import { troubleOf } from "../../ui/problem";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useDraft } from "../shared/drafts/use-draft";
import { refetchPicturesWhilePending } from "../shared/item/pending-previews";
import { useMay, useMe } from "../shared/me";
import { projectQueries } from "../shared/project-queries";
import classes from "../shared/records/record-page.module.css";
import { useProject } from "../shared/use-project";
import { LogEditor } from "./log-editor";
import { logGroup, logTransport } from "./log-transport";
import { LogView } from "./log-view";

/** One log: written while it is a draft, read once it is submitted. */
export function LogPage() {
  const { logId } = useParams({ strict: false }) as { logId: string };
  const project = useProject();
  const go = useGo();
  const may = useMay();
  const { account } = useMe();
  const queryClient = useQueryClient();
  const isNew = logId === "new";
  const query = useQuery({
    ...projectQueries.dailyLog(logId),
    ...refetchPicturesWhilePending,
    enabled: !isNew,
  });
  const queue = useDraft({
    account: account.id,
    group: logGroup(project.id),
    record: logId,
    transport: logTransport(queryClient, project.id),
    // The address becomes the log's own; what is on screen stays as it is.
    onCreated: (id) =>
      void go(paths.dailyLog(project.id, id), { replace: true, resetScroll: false }),
  });
  const log = isNew ? undefined : query.data;
  const writes = may("content.site");
  const back = (
    <AppLink href={paths.dailyLogs(project.id)} className={classes.back}>
      <ChevronLeft size={18} aria-hidden /> Daily logs
    </AppLink>
  );
  if (!isNew && !log) {
    if (query.error && troubleOf(query.error).status === 404)
      return (
        <EmptyState
          icon={<ChevronLeft />}
          title="This log is not here any more"
          action={<AppLink href={paths.dailyLogs(project.id)}>Go to the daily logs</AppLink>}
        >
          Someone deleted it, or the link is old.
        </EmptyState>
      );
    if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
    return <SkeletonRows label="Loading the log" />;
  }
  if (log && (log.state === "published" || !writes))
    return (
      <>
        {back}
        <LogView project={project} log={log} />
      </>
    );
  if (!queue) return <SkeletonRows label="Opening the log" />;
  return (
    <>
      {back}
      <h2 className={classes.heading}>{log ? log.title : "New daily log"}</h2>
      <LogEditor project={project} log={log} queue={queue} />
    </>
  );
}
