import { Button, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useState } from "react";
import { requestPasswordReset } from "../../api/gen/sdk.gen";
import { TroubleAlert } from "../../ui/states";
import { useSubmit } from "../../ui/use-submit";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { AuthPage } from "./auth-page";

export function Reset() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initialValues: { email: "" },
    validate: { email: isNotEmpty("Enter your e-mail address.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (body, headers) => {
    await requestPasswordReset({ body, headers });
    setSentTo(body.email);
  });
  const back = <AppLink href={paths.signIn()}>Back to sign in</AppLink>;

  if (sentTo)
    return (
      <AuthPage title="Check your e-mail" foot={back}>
        <p role="status">
          If there is an account for <strong>{sentTo}</strong>, a link to choose a new password is
          on its way. It can take a minute. Look into the spam folder too.
        </p>
      </AuthPage>
    );

  return (
    <AuthPage title="Reset your password" foot={back}>
      <form noValidate onSubmit={onSubmit}>
        <TextInput
          label="E-mail"
          description="We send a link to choose a new password."
          type="email"
          inputMode="email"
          autoComplete="username"
          {...form.getInputProps("email")}
        />
        {trouble && <TroubleAlert trouble={trouble} />}
        <Button type="submit" loading={busy} fullWidth>
          Send the link
        </Button>
      </form>
    </AuthPage>
  );
}
