import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { restoreClient, setClientProjects } from "../../../api/gen/sdk.gen";
import type { Client } from "../../../api/gen/types.gen";
import { Dialog } from "../../../ui/dialog";
import { useSubmit } from "../../../ui/use-submit";
import { ifMatch } from "../if-match";
import { ProjectPicker } from "../pickers";
import { useEdit } from "../use-edit";

/** Which projects a client may look into ([I6]); for a revoked client, gives access back ([I7]). */
export default function ClientAccessDialog(props: {
  client: Client;
  opened: boolean;
  onClose: () => void;
}) {
  const { client } = props;
  const back = client.status === "revoked";
  const edit = useEdit("clients");
  const form = useForm({ initialValues: { project_ids: client.projects.map(({ id }) => id) } });
  const { onSubmit, busy, trouble } = useSubmit(form, async (body, headers) => {
    const path = { id: client.id };
    await edit(() =>
      back
        ? restoreClient({ path, body, headers })
        : setClientProjects({ path, body, headers: ifMatch(client.version) }),
    );
    props.onClose();
  });
  const removed = client.projects.filter(({ id }) => !form.values.project_ids.includes(id));

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={back ? `Give ${client.name} access again` : `Projects of ${client.name}`}
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {back ? "Give access back" : "Save access"}
          </Button>
        </>
      }
    >
      <ProjectPicker
        label="Projects"
        description={
          back
            ? "They see again what is shared with them on the projects you tick."
            : "They see what is shared with them on the projects you tick, and nothing else."
        }
        known={client.projects}
        value={form.values.project_ids}
        onChange={(ids) => form.setFieldValue("project_ids", ids)}
        error={form.errors.project_ids}
      />
      {removed.length > 0 && !back && (
        <p role="status">
          {client.name} loses access to {removed.map(({ name }) => name).join(", ")} at once.
        </p>
      )}
    </Dialog>
  );
}
