import { useInfiniteQuery } from "@tanstack/react-query";
import History from "lucide-react/icons/history";
import { listActivityInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
import { Panel } from "../../ui/panel";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { activitySentence } from "../shared/acts";
import { EventList } from "../shared/event-list";
import { allItems, pagesFrom } from "../shared/pages";
import { useProject } from "../shared/use-project";

export function Activity() {
  const project = useProject();
  const pages = useInfiniteQuery({
    ...listActivityInfiniteOptions({ path: { id: project.id } }),
    ...pagesFrom({ path: { id: project.id } }),
  });
  const events = allItems(pages.data).map((entry) => ({
    id: entry.id,
    at: entry.at,
    who: entry.actor_name,
    what: activitySentence(entry),
    detail: entry.detail,
  }));

  return (
    <Panel flush>
      {pages.isPending && <SkeletonRows label="Loading the activity" />}
      {pages.isError && !pages.data && (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      )}
      {pages.isSuccess && events.length === 0 && (
        <EmptyState icon={<History />} title="Nothing has happened yet">
          Uploads, shares and changes of this project are listed here, with who and when.
        </EmptyState>
      )}
      <EventList events={events} />
      <ShowMore pages={pages} />
    </Panel>
  );
}
