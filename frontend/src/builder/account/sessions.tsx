import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Monitor from "lucide-react/icons/monitor";
import Smartphone from "lucide-react/icons/smartphone";
import { useState } from "react";
import { listSessionsOptions } from "../../api/gen/@tanstack/react-query.gen";
import { endOtherSessions, endSession } from "../../api/gen/sdk.gen";
import type { SessionInfo } from "../../api/gen/types.gen";
import { dateAndTime, relativeTime } from "../../lib/dates";
import { deviceOf } from "../../lib/device";
import { type Trouble, troubleOf } from "../../ui/problem";
import { ErrorState, SkeletonRows, TroubleAlert } from "../../ui/states";
import { useInvalidate } from "../shared/use-invalidate";
import classes from "./sessions.module.css";

export function Sessions() {
  const invalidate = useInvalidate();
  const [busy, setBusy] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { data, error, isPending, refetch } = useQuery(listSessionsOptions());

  const end = async (which: string, call: () => Promise<unknown>) => {
    setBusy(which);
    setTrouble(null);
    try {
      await call();
      await invalidate("session");
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(null);
    }
  };

  if (isPending) return <SkeletonRows rows={2} label="Loading sessions" />;
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <ul className={classes.list}>
        {data.items.map((session) => (
          <Session
            key={session.id}
            session={session}
            busy={busy === session.id}
            end={() => end(session.id, () => endSession({ path: { id: session.id } }))}
          />
        ))}
      </ul>
      {trouble && <TroubleAlert trouble={trouble} />}
      {data.items.length > 1 && (
        <Button
          variant="default"
          mt="sm"
          loading={busy === "others"}
          onClick={() => end("others", () => endOtherSessions())}
        >
          Sign out everywhere else
        </Button>
      )}
    </>
  );
}

function Session(props: { session: SessionInfo; busy: boolean; end: () => void }) {
  const { session } = props;
  const device = deviceOf(session.user_agent);
  const Icon = /iPhone|Android/.test(device) ? Smartphone : Monitor;
  return (
    <li className={classes.row}>
      <Icon size={22} aria-hidden />
      <span className={classes.what}>
        {device}
        {session.current && <strong> · this one</strong>}
        {session.audience === "client" && " · client portal"}
        <span className={classes.note} title={dateAndTime(session.last_used_at)}>
          Last used {relativeTime(session.last_used_at)}
        </span>
      </span>
      {!session.current && (
        <Button
          variant="default"
          loading={props.busy}
          onClick={props.end}
          aria-label={`Sign out ${device}`}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
