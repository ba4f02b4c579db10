import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import {
  portalAcknowledgeMutation,
  portalItemQueryKey,
} from "../../api/gen/@tanstack/react-query.gen";
import type { PortalItemDetail } from "../../api/gen/types.gen";
import { invalidate } from "../../api/invalidate";
import { shortDate } from "../../lib/dates";
import { Button } from "../../ui/plain/button";
import { Notice, TroubleNotice } from "../../ui/plain/notice";
import { troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";

/** That a revision replaces the one that was looked at before, and the request to acknowledge it. */
export function RevisionNews({ item }: { item: PortalItemDetail }) {
  const { drawing } = item;
  const replaced = useReplaced(item);
  if (!drawing) return null;
  const { revision, issued_on } = drawing;
  return (
    <>
      {replaced && (
        <Notice title={`Revision ${replaced} is superseded`}>
          <p>
            You looked at revision {replaced}. Revision {revision}
            {issued_on && ` of ${shortDate(issued_on)}`} replaces it.
          </p>
        </Notice>
      )}
      <Acknowledgement item={item} />
    </>
  );
}

/**
 * The revision that was looked at before this one. To have opened the page is to have looked at the new one, so
 * the server says it once; here it is said as long as the page is open.
 */
function useReplaced({ drawing, file_id }: PortalItemDetail): string | null {
  const said = drawing?.superseded_seen ?? null;
  const [known, setKnown] = useState({ file_id, said });
  useEffect(() => {
    setKnown((known) => (said === null && known.file_id === file_id ? known : { file_id, said }));
  }, [file_id, said]);
  return said ?? (known.file_id === file_id ? known.said : null);
}

function Acknowledgement({ item }: { item: PortalItemDetail }) {
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    ...portalAcknowledgeMutation(),
    onSuccess: async (item) => {
      queryClient.setQueryData(portalItemQueryKey({ path: { id: item.id } }), item);
      await invalidate(queryClient, "portal");
    },
  });
  const revision = item.drawing?.revision;
  if (item.acknowledgement === "given")
    return <Notice tone="good" title={`You acknowledged revision ${revision}`} />;
  if (item.acknowledgement === "none") return null;
  return (
    <section className="calm stack" aria-label="Acknowledge">
      <p>Your builder asks you to confirm that you have seen revision {revision}.</p>
      {error && <TroubleNotice trouble={troubleOf(error)} />}
      <Button
        filled
        wide
        busy={isPending}
        onClick={() =>
          mutate({ path: { id: item.id }, headers: { "Idempotency-Key": requestKey() } })
        }
      >
        Acknowledge revision {revision}
      </Button>
    </section>
  );
}
