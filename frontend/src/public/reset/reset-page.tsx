import { useCallback, useState } from "react";
import { type ApiProblem, toProblem } from "../../api/errors";
import {
  checkPasswordReset,
  confirmPasswordReset,
  requestPasswordReset,
  signIn,
} from "../../api/gen/sdk.gen";
import { Button } from "../../ui/plain/button";
import { NewPasswordField, TextField, Username } from "../../ui/plain/fields";
import { Notice, TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";
import { paths } from "../paths";
import { Frame } from "../shared/frame";
import { leaveTo } from "../shared/leave";
import { useLoad } from "../shared/use-load";
import { NotLoaded, Waiting } from "../shared/waiting";

const TITLE = "Choose a new password";
const GONE = [404, 410];

export default function ResetPage({ token }: { token: string }) {
  const [ended, setEnded] = useState<ApiProblem | null>(null);
  const { data, problem, again } = useLoad(
    useCallback(async () => (await checkPasswordReset({ path: { token } })).data, [token]),
  );
  const dead = ended ?? problem;
  if (dead && GONE.includes(dead.status)) return <LinkDead problem={dead} />;
  if (problem) return <NotLoaded title={TITLE} problem={problem} again={again} />;
  if (!data) return <Waiting title={TITLE} />;
  return <Choose token={token} email={data.email} onDead={setEnded} />;
}

function Choose(props: { token: string; email: string; onDead: (problem: ApiProblem) => void }) {
  const [done, setDone] = useState(false);
  const form = useSubmit(async ({ password = "" }) => {
    try {
      await confirmPasswordReset({ body: { token: props.token, password } });
    } catch (error) {
      const problem = toProblem(error);
      if (!GONE.includes(problem.status)) throw problem;
      props.onDead(problem);
      return;
    }
    try {
      const { data } = await signIn({ body: { email: props.email, password } });
      await leaveTo(data.audience === "client" ? paths.portal() : paths.builder());
    } catch {
      // The password is changed all the same; the next page says so and asks to sign in.
      setDone(true);
    }
  });

  if (done)
    return (
      <Frame title="Your password is changed">
        <p>You are signed out everywhere else. Sign in with your new password.</p>
        <a className="button filled" href={paths.portalSignIn()}>
          Sign in to the client portal
        </a>
        <a href={paths.builderSignIn()}>Sign in as a member of the team</a>
      </Frame>
    );
  return (
    <Frame title={TITLE}>
      <form className="stack" noValidate onSubmit={form.onSubmit}>
        <p>
          For the account <strong>{props.email}</strong>.
        </p>
        <Username email={props.email} />
        <NewPasswordField
          name="password"
          label="New password"
          required
          avoid={[props.email]}
          error={form.fields.password}
        />
        {form.trouble && <TroubleNotice trouble={form.trouble} />}
        <Button type="submit" filled wide busy={form.busy}>
          Save the password
        </Button>
      </form>
    </Frame>
  );
}

/** An old link, and at once a way to a new one. */
function LinkDead({ problem }: { problem: ApiProblem }) {
  const [asked, setAsked] = useState<string | null>(null);
  const form = useSubmit(async ({ email = "" }) => {
    await requestPasswordReset({ body: { email } });
    setAsked(email);
  });
  const said = problem.status === 410 ? problem.detail : null;
  return (
    <Frame title="This link does not work any more">
      <p>{said ?? "A link to choose a new password works once, and only for a short time."}</p>
      {asked ? (
        <Notice tone="good" title="Look into your inbox">
          <p>If there is an account for {asked}, a letter with a new link is on its way.</p>
        </Notice>
      ) : (
        <form className="stack" noValidate onSubmit={form.onSubmit}>
          <TextField
            name="email"
            label="Your e-mail address"
            type="email"
            autoComplete="email"
            required
            error={form.fields.email}
          />
          {form.trouble && <TroubleNotice trouble={form.trouble} />}
          <Button type="submit" filled wide busy={form.busy}>
            Send a new link
          </Button>
        </form>
      )}
    </Frame>
  );
}
