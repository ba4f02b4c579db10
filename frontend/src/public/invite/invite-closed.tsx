import type { ApiProblem } from "../../api/errors";
import { paths } from "../paths";
import { Frame } from "../shared/frame";

interface Reason {
  title: string;
  /** What to do, when the server does not say it. */
  advice: string;
  signIn?: boolean;
}

const REASONS: Record<string, Reason> = {
  "invite-expired": {
    title: "This invitation has expired",
    advice: "An invitation works for 14 days. Ask the person who invited you to send a new one.",
  },
  "invite-used": {
    title: "This invitation has already been used",
    advice: "If it was you who accepted it, sign in with your e-mail address and password.",
    signIn: true,
  },
  "invite-replaced": {
    title: "There is a newer invitation",
    advice: "A newer letter was sent to you since this one. Use the link in the latest letter.",
  },
  "invite-revoked": {
    title: "This invitation was withdrawn",
    advice: "Ask the person who invited you whether you should have another one.",
  },
  "not-found": {
    title: "We do not know this invitation",
    advice:
      "Check that the whole link was copied from the letter, or ask the person who invited you to send it again.",
  },
};

const ENDED: Reason = {
  title: "This invitation cannot be accepted",
  advice: "Ask the person who invited you to send a new one.",
};

/** Why a link of an invitation does not work, and what to do about it. */
export default function InviteClosed({ problem }: { problem: ApiProblem }) {
  const reason = (Object.hasOwn(REASONS, problem.type) && REASONS[problem.type]) || ENDED;
  const said = problem.type === "not-found" ? null : problem.detail;
  return (
    <Frame title={reason.title}>
      <p>{said ?? reason.advice}</p>
      {reason.signIn && (
        <>
          <a className="button filled" href={paths.portalSignIn()}>
            Sign in to the client portal
          </a>
          <a href={paths.builderSignIn()}>Sign in as a member of the team</a>
        </>
      )}
    </Frame>
  );
}
