import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useSyncExternalStore } from "react";
import { toProblem } from "../../api/errors";
import { dateAndTime, shortDate, timeOfDay } from "../../lib/dates";
import { Button } from "../../ui/plain/button";
import { Notice, TroubleNotice } from "../../ui/plain/notice";
import { troubleOf } from "../../ui/problem";

type Asked = Pick<
  UseQueryResult<unknown, unknown>,
  "error" | "isError" | "dataUpdatedAt" | "refetch" | "isFetching"
>;

/**
 * An answer of the server on its way to the page: bones of its shape first, then what it says. When it is
 * gone, so is what it said before; when the server cannot be reached, its last words stay, with their time.
 */
export function Answer<T>(props: {
  query: Asked & { data: T | undefined };
  bones: ReactNode;
  gone: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { query } = props;
  const status = query.error ? toProblem(query.error).status : null;
  if (status === 404) return props.gone;
  // Not signed in for this: the shell is about to say so, or to lead to the sign-in page.
  if (status === 401) return props.bones;
  if (query.data !== undefined)
    return (
      <>
        <LastKnown query={query} />
        {props.children(query.data)}
      </>
    );
  if (!query.error) return props.bones;
  return (
    <>
      <TroubleNotice trouble={troubleOf(query.error)} />
      <Again query={query} />
    </>
  );
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

function LastKnown({ query }: { query: Asked }) {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online && !query.isError) return null;
  const at = new Date(query.dataUpdatedAt).toISOString();
  const today = shortDate(at) === shortDate(new Date().toISOString());
  return (
    <Notice title="No connection at the moment">
      <p>What you see is from {today ? timeOfDay(at) : dateAndTime(at)}.</p>
      <Again query={query} />
    </Notice>
  );
}

function Again({ query }: { query: Asked }) {
  return (
    <Button busy={query.isFetching} onClick={() => void query.refetch()}>
      Try again
    </Button>
  );
}
