import { Button, PasswordInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { changePassword } from "../../api/gen/sdk.gen";
import { PasswordField } from "../../ui/password-field";
import { SHORTEST } from "../../ui/password-strength";
import { TroubleAlert } from "../../ui/states";
import { useSubmit } from "../../ui/use-submit";
import { useMe } from "../shared/me";
import { useInvalidate } from "../shared/use-invalidate";

export function PasswordForm({ avoid }: { avoid: string[] }) {
  const { account } = useMe();
  const invalidate = useInvalidate();
  const form = useForm({
    initialValues: { current_password: "", new_password: "" },
    validate: {
      current_password: isNotEmpty("Enter the password you use now."),
      new_password: (value) =>
        [...value].length < SHORTEST ? `Use at least ${SHORTEST} characters.` : null,
    },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (body, headers) => {
    await changePassword({ body, headers });
    form.reset();
    await invalidate("session");
    notifications.show({
      message: "Your password is changed. You are signed out everywhere else.",
    });
  });

  return (
    <form noValidate onSubmit={onSubmit}>
      <input type="email" autoComplete="username" value={account.email} readOnly hidden />
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        {...form.getInputProps("current_password")}
      />
      <PasswordField
        label="New password"
        avoid={avoid}
        {...form.getInputProps("new_password")}
        value={form.values.new_password}
      />
      {trouble && <TroubleAlert trouble={trouble} />}
      <Button type="submit" loading={busy}>
        Change password
      </Button>
    </form>
  );
}
