import { useState } from "react";
import { requestPasswordReset } from "../../api/gen/sdk.gen";
import { Button } from "../../ui/plain/button";
import { TextField } from "../../ui/plain/fields";
import { TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";
import { paths } from "../paths";
import { PortalLink } from "../shared/link";
import { Door } from "./door";

export function ForgotPage() {
  const [asked, setAsked] = useState<string | null>(null);
  const form = useSubmit(async ({ email = "" }) => {
    await requestPasswordReset({ body: { email } });
    setAsked(email);
  });

  const back = (
    <p>
      <PortalLink href={paths.signIn()}>Back to sign in</PortalLink>
    </p>
  );
  if (asked)
    return (
      <Door key="asked" title="Look into your inbox">
        <p>
          If there is an account for {asked}, a letter is on its way with a link to choose a new
          password.
        </p>
        {back}
      </Door>
    );
  return (
    <Door title="Forgot your password?">
      <p>Tell us your e-mail address, and we send you a link to choose a new one.</p>
      <form className="stack" noValidate onSubmit={form.onSubmit}>
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="email"
          required
          error={form.fields.email}
        />
        {form.trouble && <TroubleNotice trouble={form.trouble} />}
        <Button type="submit" filled wide busy={form.busy}>
          Send the link
        </Button>
      </form>
      {back}
    </Door>
  );
}
