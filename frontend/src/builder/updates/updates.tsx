import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import Clock from "lucide-react/icons/clock";
import Megaphone from "lucide-react/icons/megaphone";
import Plus from "lucide-react/icons/plus";
import type { UpdateSummary } from "../../api/gen/types.gen";
import { dateAndTime, shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { StatusBadge } from "../../ui/status-badge";
import { paths, type RecordsPlace } from "../paths";
import { useGo } from "../shared/app-link";
import { useMay } from "../shared/me";
import { allItems } from "../shared/pages";
import { projectQueries } from "../shared/project-queries";
import { RecordFilter } from "../shared/records/record-filter";
import { RecordList } from "../shared/records/record-list";
import { useProject } from "../shared/use-project";

export function Updates() {
  const project = useProject();
  const place = useSearch({ strict: false }) as RecordsPlace;
  const go = useGo();
  const may = useMay();
  const pages = useInfiniteQuery(projectQueries.updates(project.id, place));
  const updates = allItems(pages.data);
  const isFiltered = !!(place.q || place.state);
  const writes = may("content.write");
  const add = writes && (
    <Button
      leftSection={<Plus size={18} aria-hidden />}
      onClick={() => void go(paths.update(project.id, "new"))}
    >
      Write an update
    </Button>
  );
  return (
    <>
      <RecordFilter
        label="Search updates"
        place={place}
        done="Published"
        go={(next) => void go(paths.updates(project.id, next), { replace: true })}
      >
        {(updates.length > 0 || isFiltered) && add}
      </RecordFilter>
      {pages.isPending && <SkeletonRows label="Loading updates" />}
      {pages.error && !pages.data && (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      )}
      {pages.data && updates.length === 0 && (
        <EmptyState
          icon={<Megaphone />}
          title={isFiltered ? "No update fits this" : "No updates yet"}
          action={isFiltered ? undefined : add || undefined}
        >
          {isFiltered
            ? "Try another word or state."
            : "A few words with photos and what belongs to them, sent to clients now or at a time."}
        </EmptyState>
      )}
      {updates.length > 0 && (
        <>
          <RecordList
            project={project}
            section="Updates"
            noun="update"
            records={updates}
            writes={writes}
            address={({ id }) => paths.update(project.id, id)}
            meta={metaOf}
            pictures={({ pictures }) => pictures}
            badges={({ publish_at }) =>
              publish_at && (
                <StatusBadge tone="info" icon={<Clock />}>
                  Scheduled for {dateAndTime(publish_at)}
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

function metaOf(update: UpdateSummary): string {
  const { published_at, seen, excerpt, attachment_count } = update;
  return [
    excerpt,
    published_at &&
      `published ${shortDate(published_at)}, ${seen === 0 ? "not seen yet" : `seen by ${plural(seen, "client")}`}`,
    attachment_count > 0 && plural(attachment_count, "attachment"),
    `by ${update.created_by}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
