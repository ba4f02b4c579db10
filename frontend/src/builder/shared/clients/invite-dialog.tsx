import { Button, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { inviteClient } from "../../../api/gen/sdk.gen";
import { Dialog } from "../../../ui/dialog";
import { useSubmit } from "../../../ui/use-submit";
import { ProjectPicker } from "../pickers";
import { useInvalidate } from "../use-invalidate";

/** Invites a client by e-mail ([I2]); with `project`, to that one, else to those that are ticked. */
export default function InviteClientDialog(props: {
  opened: boolean;
  onClose: () => void;
  project?: { id: string; name: string };
}) {
  const { project } = props;
  const invalidate = useInvalidate();
  const form = useForm({
    initialValues: { email: "", name: "", project_ids: project ? [project.id] : ([] as string[]) },
    validate: {
      email: isNotEmpty("Enter the client's e-mail address."),
      project_ids: (ids) => (ids.length === 0 ? "Choose at least one project." : null),
    },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (values, headers) => {
    const name = values.name.trim() || null;
    const { data } = await inviteClient({
      body: { email: values.email.trim(), name, project_ids: values.project_ids },
      headers,
    });
    await invalidate("clients");
    notifications.show({ message: `The invite to ${data.email ?? data.name} is on its way.` });
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={project ? `Invite a client to ${project.name}` : "Invite a client"}
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
      {!project && (
        <ProjectPicker
          label="Projects"
          description="They see nothing of a project until you share something with them."
          value={form.values.project_ids}
          onChange={(ids) => form.setFieldValue("project_ids", ids)}
          error={form.errors.project_ids}
        />
      )}
    </Dialog>
  );
}
