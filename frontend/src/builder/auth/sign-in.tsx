import { Button, PasswordInput, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { signIn } from "../../api/gen/sdk.gen";
import { TroubleAlert } from "../../ui/states";
import { useSubmit } from "../../ui/use-submit";
import { CLIENT_APP, paths, returnPath } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { AuthPage } from "./auth-page";
import classes from "./auth-page.module.css";

export function SignIn() {
  const { to } = useSearch({ strict: false }) as { to?: string };
  const go = useGo();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: isNotEmpty("Enter your e-mail address."),
      password: isNotEmpty("Enter your password."),
    },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (body, headers) => {
    const { data } = await signIn({ body, headers });
    queryClient.clear();
    if (data.audience === "client") window.location.assign(CLIENT_APP);
    else await go(returnPath(to), { replace: true });
  });

  return (
    <AuthPage
      title="Sign in"
      foot={
        <>
          New to Lintel? <AppLink href={paths.signUp()}>Create an organisation</AppLink>
        </>
      }
    >
      <form noValidate onSubmit={onSubmit}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          {...form.getInputProps("password")}
        />
        <p className={classes.aside}>
          <AppLink href={paths.reset()}>Forgot your password?</AppLink>
        </p>
        {trouble && <TroubleAlert trouble={trouble} />}
        <Button type="submit" loading={busy} fullWidth>
          Sign in
        </Button>
      </form>
    </AuthPage>
  );
}
