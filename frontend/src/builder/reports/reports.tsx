import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import CircleX from "lucide-react/icons/circle-x";
import ClipboardCheck from "lucide-react/icons/clipboard-check";
import Plus from "lucide-react/icons/plus";
import { lazy, Suspense } from "react";
import type { ReportSummary } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { StatusBadge } from "../../ui/status-badge";
import { useDialog } from "../../ui/use-dialog";
import { paths, type RecordsPlace } from "../paths";
import { useGo } from "../shared/app-link";
import { useMay } from "../shared/me";
import { allItems } from "../shared/pages";
import { projectQueries } from "../shared/project-queries";
import { RecordFilter } from "../shared/records/record-filter";
import { RecordList } from "../shared/records/record-list";
import { useProject } from "../shared/use-project";

const StartDialog = lazy(() => import("./start-dialog"));

export function Reports() {
  const project = useProject();
  const place = useSearch({ strict: false }) as RecordsPlace;
  const go = useGo();
  const may = useMay();
  const start = useDialog();
  const pages = useInfiniteQuery(projectQueries.reports(project.id, place));
  const reports = allItems(pages.data);
  const isFiltered = !!(place.q || place.state);
  const writes = may("content.site");
  const add = writes && (
    <Button leftSection={<Plus size={18} aria-hidden />} onClick={() => start.open(true)}>
      Fill in a form
    </Button>
  );
  return (
    <>
      <RecordFilter
        label="Search reports"
        place={place}
        done="Completed"
        go={(next) => void go(paths.reports(project.id, next), { replace: true })}
      >
        {(reports.length > 0 || isFiltered) && add}
      </RecordFilter>
      {pages.isPending && <SkeletonRows label="Loading reports" />}
      {pages.error && !pages.data && (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      )}
      {pages.data && reports.length === 0 && (
        <EmptyState
          icon={<ClipboardCheck />}
          title={isFiltered ? "No report fits this" : "No reports yet"}
          action={isFiltered ? undefined : add || undefined}
        >
          {isFiltered
            ? "Try another word or state."
            : "Inspections and checklists: a form is filled in on site, with photos and signatures, and shared with clients as a report."}
        </EmptyState>
      )}
      {reports.length > 0 && (
        <>
          <RecordList
            project={project}
            section="Reports"
            noun="report"
            records={reports}
            writes={writes}
            address={({ id }) => paths.report(project.id, id)}
            meta={metaOf}
            badges={({ failed }) =>
              failed > 0 && (
                <StatusBadge tone="bad" icon={<CircleX />}>
                  {failed} failed
                </StatusBadge>
              )
            }
          />
          <ShowMore pages={pages} />
        </>
      )}
      <Suspense fallback={null}>
        {start.value && (
          <StartDialog
            key={start.count}
            opened={start.opened}
            onClose={start.close}
            projectId={project.id}
          />
        )}
      </Suspense>
    </>
  );
}

function metaOf(report: ReportSummary): string {
  const done = report.completed_at
    ? `completed ${shortDate(report.completed_at)}`
    : `${report.answered} of ${report.asked} answered`;
  return `${report.template_name} · ${done} · by ${report.created_by}`;
}
