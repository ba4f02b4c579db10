import { useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { signIn, switchContext } from "../../api/gen/sdk.gen";
import { Button } from "../../ui/plain/button";
import { PasswordField, TextField } from "../../ui/plain/fields";
import { Notice, TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";
import { BUILDER_APP, paths, returnPath } from "../paths";
import { PortalLink, useGo } from "../shared/link";
import { Door } from "./door";

export function SignInPage() {
  const { next } = useSearch({ strict: false }) as { next?: string };
  const [memberOnly, setMemberOnly] = useState(false);
  const queryClient = useQueryClient();
  const go = useGo();
  const form = useSubmit(async ({ email = "", password = "" }) => {
    setMemberOnly(false);
    const { data } = await signIn({ body: { email, password } });
    if (data.audience === "staff") {
      if (!data.contexts.includes("client")) return setMemberOnly(true);
      await switchContext({ body: { context: "client" } });
    }
    queryClient.clear();
    await go(returnPath(next), { replace: true });
  });

  return (
    <Door title="Sign in">
      {next && !form.trouble && <p className="quiet">Sign in to go on where you were.</p>}
      <form className="stack" noValidate onSubmit={form.onSubmit}>
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          required
          error={form.fields.email}
        />
        <PasswordField name="password" label="Password" required error={form.fields.password} />
        {form.trouble && <TroubleNotice trouble={form.trouble} />}
        {memberOnly && (
          <Notice title="This account belongs to a builder’s team">
            <p>
              It has no client portal of its own. <a href={BUILDER_APP}>Go to your projects</a>.
            </p>
          </Notice>
        )}
        <Button type="submit" filled wide busy={form.busy}>
          Sign in
        </Button>
      </form>
      <p>
        <PortalLink href={paths.forgot()}>Forgot your password?</PortalLink>
      </p>
      <p className="quiet small">
        No account yet? Your builder invites you by e-mail; open the link in that letter.
      </p>
    </Door>
  );
}
