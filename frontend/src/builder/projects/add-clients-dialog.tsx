import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { getClient, setClientProjects } from "../../api/gen/sdk.gen";
import type { Project } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { ifMatch } from "../shared/if-match";
import { ClientPicker } from "../shared/pickers";
import { useInvalidate } from "../shared/use-invalidate";

/** Gives clients that are known already access to this project too ([I6]). */
export default function AddClientsDialog(props: {
  project: Project;
  opened: boolean;
  onClose: () => void;
}) {
  const { project } = props;
  const invalidate = useInvalidate();
  const form = useForm({
    initialValues: { client_ids: [] as string[] },
    validate: { client_ids: (ids) => (ids.length === 0 ? "Tick at least one client." : null) },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ client_ids }) => {
    try {
      for (const id of client_ids) await addTo(project.id, id);
    } finally {
      await invalidate("clients");
    }
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Add clients to ${project.name}`}
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add to project
          </Button>
        </>
      }
    >
      <ClientPicker
        label="Clients"
        description="They see what is shared with all clients of this project, from now on."
        without={project.clients.map(({ id }) => id)}
        empty="Every client you have is on this project already."
        value={form.values.client_ids}
        onChange={(ids) => form.setFieldValue("client_ids", ids)}
        error={form.errors.client_ids}
      />
    </Dialog>
  );
}

async function addTo(projectId: string, clientId: string) {
  const path = { id: clientId };
  const { data: client } = await getClient({ path });
  const project_ids = [...new Set([...client.projects.map(({ id }) => id), projectId])];
  await setClientProjects({ path, body: { project_ids }, headers: ifMatch(client.version) });
}
