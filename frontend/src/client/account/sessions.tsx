import { useQuery, useQueryClient } from "@tanstack/react-query";
import { listSessionsOptions } from "../../api/gen/@tanstack/react-query.gen";
import { endOtherSessions, endSession } from "../../api/gen/sdk.gen";
import type { SessionInfo } from "../../api/gen/types.gen";
import { invalidate } from "../../api/invalidate";
import { relativeTime } from "../../lib/dates";
import { deviceOf } from "../../lib/device";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";

export function Sessions() {
  const query = useQuery(listSessionsOptions());
  return (
    <section className="card stack" aria-label="Where you are signed in">
      <h2>Where you are signed in</h2>
      <Answer
        query={query}
        bones={<BoneRows rows={2} label="Loading your devices" />}
        gone={<p className="quiet">Your devices cannot be shown at the moment.</p>}
      >
        {({ items }) => (
          <>
            <ul className="rows">
              {thisDeviceFirst(items).map((session) => (
                <Session key={session.id} session={session} />
              ))}
            </ul>
            {items.length > 1 && <EndOthers />}
          </>
        )}
      </Answer>
    </section>
  );
}

const thisDeviceFirst = (sessions: SessionInfo[]) =>
  sessions.toSorted((one, other) => Number(other.current) - Number(one.current));

function Session({ session }: { session: SessionInfo }) {
  const queryClient = useQueryClient();
  const device = deviceOf(session.user_agent);
  const end = useSubmit(async () => {
    await endSession({ path: { id: session.id } });
    await invalidate(queryClient, "session");
  });
  return (
    <li className="row">
      <div className="main">
        <span className="words">
          <span className="name">{device}</span>
          <span className="quiet small">
            {session.current ? "This device" : `Last used ${relativeTime(session.last_used_at)}`}
          </span>
          {end.trouble && <TroubleNotice trouble={end.trouble} />}
        </span>
      </div>
      {!session.current && (
        <form onSubmit={end.onSubmit}>
          <Button type="submit" busy={end.busy} aria-label={`Sign out ${device}`}>
            Sign out
          </Button>
        </form>
      )}
    </li>
  );
}

function EndOthers() {
  const queryClient = useQueryClient();
  const end = useSubmit(async () => {
    await endOtherSessions();
    await invalidate(queryClient, "session");
  });
  return (
    <form className="stack" onSubmit={end.onSubmit}>
      {end.trouble && <TroubleNotice trouble={end.trouble} />}
      <Button type="submit" busy={end.busy}>
        Sign out everywhere else
      </Button>
    </form>
  );
}
