import { Button, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { updateClient } from "../../../api/gen/sdk.gen";
import type { Client } from "../../../api/gen/types.gen";
import { Dialog } from "../../../ui/dialog";
import { useSubmit } from "../../../ui/use-submit";
import { ifMatch } from "../if-match";
import { useEdit } from "../use-edit";

export default function EditClientDialog(props: {
  client: Client;
  opened: boolean;
  onClose: () => void;
}) {
  const { client } = props;
  const edit = useEdit("clients");
  const form = useForm({
    initialValues: { name: client.name, email: client.email ?? "", phone: client.phone ?? "" },
    validate: { name: isNotEmpty("Enter the client's name.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ name, email, phone }) => {
    await edit(() =>
      updateClient({
        path: { id: client.id },
        body: { name: name.trim(), email: email.trim() || null, phone: phone.trim() || null },
        headers: ifMatch(client.version),
      }),
    );
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Details of ${client.name}`}
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </>
      }
    >
      <TextInput label="Name" autoComplete="off" {...form.getInputProps("name")} />
      <TextInput
        label="E-mail"
        description={
          client.status === "active"
            ? "Where you write to them. What they sign in with is theirs alone and does not change."
            : undefined
        }
        type="email"
        inputMode="email"
        autoComplete="off"
        {...form.getInputProps("email")}
      />
      <TextInput label="Phone" type="tel" autoComplete="off" {...form.getInputProps("phone")} />
    </Dialog>
  );
}
