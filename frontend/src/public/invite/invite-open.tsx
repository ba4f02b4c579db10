import { useState } from "react";
import { type ApiProblem, toProblem } from "../../api/errors";
import { acceptInvitation, signOut, switchContext } from "../../api/gen/sdk.gen";
import type { AcceptInvitation, Account, Invitation } from "../../api/gen/types.gen";
import { dateTimeAndZone } from "../../lib/dates";
import { paths } from "../paths";
import { Frame } from "../shared/frame";
import { leaveTo } from "../shared/leave";
import { ExistingAccount, NewAccount, SignedIn, WrongAccount } from "./invite-forms";
import { isClosed } from "./is-closed";

type Accept = (body: AcceptInvitation) => Promise<void>;

/** Accepts and goes on to the app; what closes the invitation meanwhile is told to `onClosed`. */
function useAccept(
  token: string,
  kind: Invitation["kind"],
  tell: (problem: ApiProblem) => boolean,
): Accept {
  return async (body) => {
    try {
      const { data } = await acceptInvitation({ path: { token }, body });
      const elsewhere = kind === "client" && data.audience === "staff";
      if (elsewhere && data.contexts.includes("client"))
        await switchContext({ body: { context: "client" } });
      await leaveTo(kind === "client" ? paths.portal() : paths.builder());
    } catch (error) {
      const problem = toProblem(error);
      if (!tell(problem)) throw problem;
    }
  };
}

const WELCOME = {
  client: "their client portal, where you see what they share with you about your project",
  member: "work with them in Lintel",
};

export function InviteOpen(props: {
  token: string;
  invitation: Invitation;
  here: Account | null;
  onClosed: (problem: ApiProblem) => void;
  onSignedOut: () => void;
}) {
  const { invitation, here } = props;
  const [wrong, setWrong] = useState(here !== null && here.email !== invitation.email);
  const [exists, setExists] = useState(invitation.account_exists);
  const accept = useAccept(props.token, invitation.kind, (problem) => {
    if (isClosed(problem)) props.onClosed(problem);
    else if (problem.type === "wrong-account") setWrong(true);
    else if (problem.type === "sign-in-required" && !exists) setExists(true);
    else return false;
    return true;
  });

  const body = () => {
    if (wrong && here)
      return <WrongAccount here={here} invited={invitation.email} signOut={leave} />;
    if (here) return <SignedIn account={here} accept={() => accept({})} />;
    if (exists) return <ExistingAccount invitation={invitation} accept={accept} />;
    return <NewAccount invitation={invitation} accept={accept} />;
  };
  const leave = async () => {
    await signOut();
    props.onSignedOut();
  };

  return (
    <Frame
      title={`${invitation.organisation_name} invites you`}
      builder={invitation.organisation_name}
      colour={invitation.branding.colour}
    >
      <p>
        {invitation.invited_by} has invited you to {WELCOME[invitation.kind]}.
      </p>
      <dl className="facts">
        <div>
          <dt>Your e-mail address</dt>
          <dd>{invitation.email}</dd>
        </div>
        <div>
          <dt>This invitation works until</dt>
          <dd>{dateTimeAndZone(invitation.expires_at)}</dd>
        </div>
      </dl>
      {body()}
    </Frame>
  );
}
