import { Button, Checkbox, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { signUp } from "../../api/gen/sdk.gen";
import { PasswordField } from "../../ui/password-field";
import { SHORTEST } from "../../ui/password-strength";
import { TroubleAlert } from "../../ui/states";
import { useSubmit } from "../../ui/use-submit";
import { paths } from "../paths";
import { AppLink, useGo } from "../shared/app-link";
import { AuthPage } from "./auth-page";

export function SignUp() {
  const go = useGo();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: {
      organisation_name: "",
      name: "",
      email: "",
      password: "",
      sole_trader: false,
    },
    validate: {
      organisation_name: isNotEmpty("Enter the name your clients know you by."),
      name: isNotEmpty("Enter your name."),
      email: isNotEmpty("Enter your e-mail address."),
      password: (value) =>
        [...value].length < SHORTEST ? `Use at least ${SHORTEST} characters.` : null,
    },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (body, headers) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    await signUp({ body: { ...body, timezone: timeZone }, headers });
    queryClient.clear();
    await go(paths.projects(), { replace: true });
  });
  const { organisation_name, name, email } = form.values;

  return (
    <AuthPage
      title="Create your organisation"
      foot={
        <>
          Already with Lintel? <AppLink href={paths.signIn()}>Sign in</AppLink>
        </>
      }
    >
      <form noValidate onSubmit={onSubmit}>
        <TextInput
          label="Organisation"
          description="The business name your clients see."
          autoComplete="organization"
          {...form.getInputProps("organisation_name")}
        />
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps("name")} />
        <TextInput
          label="E-mail"
          type="email"
          inputMode="email"
          autoComplete="username"
          {...form.getInputProps("email")}
        />
        <PasswordField
          label="Password"
          avoid={[organisation_name, name, email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
        <Checkbox
          label="I work on my own"
          description="Choose this if you are a sole trader. You can still invite people later."
          {...form.getInputProps("sole_trader", { type: "checkbox" })}
        />
        {trouble && <TroubleAlert trouble={trouble} />}
        <Button type="submit" loading={busy} fullWidth>
          Create organisation
        </Button>
      </form>
    </AuthPage>
  );
}
