import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changePassword } from "../../api/gen/sdk.gen";
import { invalidate } from "../../api/invalidate";
import { Button } from "../../ui/plain/button";
import { NewPasswordField, PasswordField, Username } from "../../ui/plain/fields";
import { Notice, TroubleNotice } from "../../ui/plain/notice";
import { useSubmit } from "../../ui/plain/use-submit";

export function ChangePassword({ email }: { email: string }) {
  const queryClient = useQueryClient();
  const [saved, setSaved] = useState(0);
  const form = useSubmit(async ({ current_password = "", new_password = "" }) => {
    await changePassword({ body: { current_password, new_password } });
    setSaved((times) => times + 1);
    await invalidate(queryClient, "session");
  });
  return (
    <section className="card stack" aria-label="Change your password">
      <h2>Change your password</h2>
      {/* A new key empties the fields once the password is saved. */}
      <form key={saved} className="stack" noValidate onSubmit={form.onSubmit}>
        <Username email={email} />
        <PasswordField
          name="current_password"
          label="Current password"
          required
          error={form.fields.current_password}
        />
        <NewPasswordField
          name="new_password"
          label="New password"
          required
          avoid={[email]}
          error={form.fields.new_password}
        />
        {form.trouble && <TroubleNotice trouble={form.trouble} />}
        {saved > 0 && !form.trouble && !form.busy && (
          <Notice tone="good" title="Your password is changed">
            <p>You are signed out on all other devices.</p>
          </Notice>
        )}
        <Button type="submit" busy={form.busy}>
          Change the password
        </Button>
      </form>
    </section>
  );
}
