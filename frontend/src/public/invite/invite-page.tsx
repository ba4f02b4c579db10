import { lazy, Suspense, useCallback, useState } from "react";
import { type ApiProblem, toProblem } from "../../api/errors";
import { getInvitation, me } from "../../api/gen/sdk.gen";
import type { Me } from "../../api/gen/types.gen";
import { useLoad } from "../shared/use-load";
import { NotLoaded, Waiting } from "../shared/waiting";
import { InviteOpen } from "./invite-open";
import { isClosed } from "./is-closed";

const InviteClosed = lazy(() => import("./invite-closed"));

/** Who is signed in here, if anybody. */
async function whoIsHere(): Promise<Me | null> {
  try {
    return (await me()).data;
  } catch (error) {
    if (toProblem(error).status === 401) return null;
    throw error;
  }
}

export function InvitePage({ token }: { token: string }) {
  const [closed, setClosed] = useState<ApiProblem | null>(null);
  const { data, problem, again } = useLoad(
    useCallback(async () => {
      const [invitation, here] = await Promise.all([
        getInvitation({ path: { token } }),
        whoIsHere(),
      ]);
      return { invitation: invitation.data, here };
    }, [token]),
  );

  const ended = closed ?? problem;
  if (ended && isClosed(ended))
    return (
      <Suspense>
        <InviteClosed problem={ended} />
      </Suspense>
    );
  if (problem) return <NotLoaded title="Your invitation" problem={problem} again={again} />;
  if (!data) return <Waiting title="Your invitation" />;
  return (
    <InviteOpen
      token={token}
      invitation={data.invitation}
      here={data.here?.account ?? null}
      onClosed={setClosed}
      onSignedOut={again}
    />
  );
}
