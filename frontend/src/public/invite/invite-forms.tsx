import { ApiProblem, toProblem } from "../../api/errors";
import type { AcceptInvitation, Account, Invitation } from "../../api/gen/types.gen";
import { Button } from "../../ui/plain/button";
import { NewPasswordField, PasswordField, TextField, Username } from "../../ui/plain/fields";
import { Notice, TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";
import { paths } from "../paths";

interface Props {
  invitation: Invitation;
  accept: (body: AcceptInvitation) => Promise<void>;
}

export function NewAccount({ invitation, accept }: Props) {
  const form = useSubmit(({ name, password }) => accept({ name, password }));
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit}>
      <Username email={invitation.email} />
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        required
        defaultValue={invitation.name === invitation.email ? "" : (invitation.name ?? "")}
        error={form.fields.name}
      />
      <NewPasswordField
        name="password"
        label="Choose a password"
        required
        avoid={[invitation.email, invitation.organisation_name]}
        error={form.fields.password}
      />
      {form.trouble && <TroubleNotice trouble={form.trouble} />}
      <Button type="submit" filled wide busy={form.busy}>
        Accept the invitation
      </Button>
    </form>
  );
}

/** A refused password is said at the field, not as a lost session. */
async function orWrongPassword(accepted: Promise<void>): Promise<void> {
  try {
    await accepted;
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status !== 401) throw problem;
    const message = "That is not the password of this account. Try again.";
    throw new ApiProblem({
      ...problem,
      errors: [{ pointer: "/password", code: "wrong_password", message }],
    });
  }
}

export function ExistingAccount({ invitation, accept }: Props) {
  const form = useSubmit(({ password }) => orWrongPassword(accept({ password })));
  const forgot = invitation.kind === "client" ? paths.portalForgot() : paths.builderForgot();
  return (
    <form className="stack" noValidate onSubmit={form.onSubmit}>
      <p>There is an account for this address already. Enter its password to accept.</p>
      <Username email={invitation.email} />
      <PasswordField name="password" label="Password" required error={form.fields.password} />
      {form.trouble && <TroubleNotice trouble={form.trouble} />}
      <Button type="submit" filled wide busy={form.busy}>
        Sign in and accept
      </Button>
      <p>
        <a href={forgot}>Forgot your password?</a>
      </p>
    </form>
  );
}

export function SignedIn(props: { account: Account; accept: () => Promise<void> }) {
  const form = useSubmit(props.accept);
  return (
    <form className="stack" onSubmit={form.onSubmit}>
      <p>You are signed in as {props.account.name}.</p>
      {form.trouble && <TroubleNotice trouble={form.trouble} />}
      <Button type="submit" filled wide busy={form.busy}>
        Accept as {props.account.name}
      </Button>
    </form>
  );
}

export function WrongAccount(props: {
  here: Account;
  invited: string;
  signOut: () => Promise<void>;
}) {
  const form = useSubmit(props.signOut);
  return (
    <form className="stack" onSubmit={form.onSubmit}>
      <Notice title="You are signed in with another account">
        <p>
          You are signed in as {props.here.email}, but this invitation is for {props.invited}. Sign
          out first, then accept it.
        </p>
      </Notice>
      {form.trouble && <TroubleNotice trouble={form.trouble} />}
      <Button type="submit" filled wide busy={form.busy}>
        Sign out and go on
      </Button>
    </form>
  );
}
