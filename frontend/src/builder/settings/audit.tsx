import { useInfiniteQuery } from "@tanstack/react-query";
import ScrollText from "lucide-react/icons/scroll-text";
import { listAuditInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { AuditActor } from "../../api/gen/types.gen";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { auditSentence } from "../shared/acts";
import { EventList } from "../shared/event-list";
import { allItems, pagesFrom } from "../shared/pages";

/** Every act that changed who has access to what ([A2]). */
export function AuditLog() {
  const pages = useInfiniteQuery({ ...listAuditInfiniteOptions(), ...pagesFrom({}) });
  const events = allItems(pages.data).map((entry) => ({
    id: entry.id,
    at: entry.at,
    who: actorName(entry.actor),
    what: auditSentence(entry),
    detail: entry.detail,
  }));

  return (
    <>
      <PageHeader
        title="Audit log"
        below="Every invite, share, switch and change of role, with who and when. Nothing here can be changed."
      />
      <Panel flush>
        {pages.isPending && <SkeletonRows label="Loading the audit log" />}
        {pages.isError && !pages.data && (
          <ErrorState error={pages.error} retry={() => void pages.refetch()} />
        )}
        {pages.isSuccess && events.length === 0 && (
          <EmptyState icon={<ScrollText />} title="Nothing noted yet">
            The first invite or share of your organisation appears here.
          </EmptyState>
        )}
        <EventList events={events} />
        <ShowMore pages={pages} />
      </Panel>
    </>
  );
}

function actorName(actor: AuditActor | null): string {
  if (!actor || actor.kind === "system") return "Lintel";
  const name = actor.name ?? "Someone who has left";
  return actor.kind === "client" ? `${name} (client)` : name;
}
