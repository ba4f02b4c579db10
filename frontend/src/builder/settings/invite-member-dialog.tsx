import { Button, NativeSelect, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { inviteMember } from "../../api/gen/sdk.gen";
import type { Role } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { ProjectPicker } from "../shared/pickers";
import { useInvalidate } from "../shared/use-invalidate";
import { roleOptions } from "./roles";

export default function InviteMemberDialog(props: { opened: boolean; onClose: () => void }) {
  const invalidate = useInvalidate();
  const form = useForm({
    initialValues: {
      email: "",
      name: "",
      role: "supervisor" as Role,
      project_ids: [] as string[],
    },
    validate: { email: isNotEmpty("Enter their e-mail address.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (values, headers) => {
    const { data } = await inviteMember({
      body: { ...values, email: values.email.trim(), name: values.name.trim() || null },
      headers,
    });
    await invalidate("members");
    notifications.show({ message: `The invite to ${data.email} is on its way.` });
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title="Invite a member"
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Send invite
          </Button>
        </>
      }
    >
      <TextInput
        label="E-mail"
        description="The invite carries a personal link that works once, for 14 days."
        type="email"
        inputMode="email"
        autoComplete="off"
        data-autofocus
        {...form.getInputProps("email")}
      />
      <TextInput label="Name (optional)" autoComplete="off" {...form.getInputProps("name")} />
      <NativeSelect label="Role" data={roleOptions} {...form.getInputProps("role")} />
      <ProjectPicker
        label="Projects"
        description="Tradies and apprentices work on the projects you tick; other roles are not limited by this."
        value={form.values.project_ids}
        onChange={(ids) => form.setFieldValue("project_ids", ids)}
        error={form.errors.project_ids}
      />
    </Dialog>
  );
}
