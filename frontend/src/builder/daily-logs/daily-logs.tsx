import { Button, TextInput } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import NotebookPen from "lucide-react/icons/notebook-pen";
import Plus from "lucide-react/icons/plus";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { DailyLogSummary } from "../../api/gen/types.gen";
import { hoursInWords } from "../../lib/hours";
import { plural } from "../../lib/plural";
import { weatherInWords } from "../../ui/records/log-words";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { StatusBadge } from "../../ui/status-badge";
import { type DailyLogsPlace, paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { useKeptDrafts } from "../shared/drafts/use-draft";
import { useMay, useMe } from "../shared/me";
import { allItems } from "../shared/pages";
import { projectQueries } from "../shared/project-queries";
import { RecordFilter } from "../shared/records/record-filter";
import { RecordList } from "../shared/records/record-list";
import bar from "../shared/records/writing.module.css";
import { useProject } from "../shared/use-project";
import { HoursChart } from "./hours-chart";
import { logGroup, logTransport } from "./log-transport";

export function DailyLogs() {
  const project = useProject();
  const place = useSearch({ strict: false }) as DailyLogsPlace;
  const go = useGo();
  const may = useMay();
  const { account } = useMe();
  const queryClient = useQueryClient();
  const pages = useInfiniteQuery(projectQueries.dailyLogs(project.id, place));
  const kept = useKeptDrafts({
    account: account.id,
    group: logGroup(project.id),
    transport: logTransport(queryClient, project.id),
  });
  const writes = may("content.site");
  const logs = allItems(pages.data);
  const isFiltered = !!(place.q || place.state || place.month);
  const show = (next: DailyLogsPlace) =>
    void go(paths.dailyLogs(project.id, next), { replace: true });
  const add = writes && (
    <Button
      leftSection={<Plus size={18} aria-hidden />}
      onClick={() => void go(paths.dailyLog(project.id, "new"))}
    >
      New log
    </Button>
  );
  return (
    <>
      <RecordFilter label="Search daily logs" place={place} done="Submitted" go={show}>
        <TextInput
          type="month"
          aria-label="Month"
          value={place.month ?? ""}
          onChange={(event) => show({ ...place, month: event.currentTarget.value || undefined })}
        />
        {(logs.length > 0 || isFiltered) && add}
      </RecordFilter>
      {kept.includes("new") && (
        <p className={bar.notice}>
          A log that you began is kept on this device and not sent yet.
          <AppLink href={paths.dailyLog(project.id, "new")}>Go on with it</AppLink>
        </p>
      )}
      {pages.isPending && <SkeletonRows label="Loading daily logs" />}
      {pages.error && !pages.data && (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      )}
      {pages.data && logs.length === 0 && (
        <EmptyState
          icon={<NotebookPen />}
          title={isFiltered ? "No log fits this" : "No daily logs yet"}
          action={isFiltered ? undefined : add || undefined}
        >
          {isFiltered
            ? "Try another word, state or month."
            : "What was done on site each day: work, people, photos. It takes two minutes on a phone, and is shared with clients when you want it to be."}
        </EmptyState>
      )}
      {logs.length > 0 && (
        <>
          {!isFiltered && <HoursChart projectId={project.id} />}
          <RecordList
            project={project}
            section="Daily logs"
            noun="log"
            records={logs}
            writes={writes}
            address={({ id }) => paths.dailyLog(project.id, id)}
            meta={metaOf}
            pictures={({ pictures }) => pictures}
            badges={({ incident_count }) =>
              incident_count > 0 && (
                <StatusBadge tone="bad" icon={<TriangleAlert />}>
                  {plural(incident_count, "incident")}
                </StatusBadge>
              )
            }
          />
          <ShowMore pages={pages} />
        </>
      )}
    </>
  );
}

function metaOf(log: DailyLogSummary): string {
  const words = [
    log.trades.join(", "),
    log.workers > 0 &&
      `${plural(log.workers, "person", "people")}, ${hoursInWords(log.worked_minutes)}`,
    log.picture_count > 0 && plural(log.picture_count, "photo"),
    weatherInWords(log.weather),
    `by ${log.created_by}`,
  ];
  return words.filter(Boolean).join(" · ");
}
