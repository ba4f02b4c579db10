import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { removeClientProject, revokeClient } from "../../../api/gen/sdk.gen";
import type { Client } from "../../../api/gen/types.gen";
import { ConfirmDialog } from "../../../ui/confirm-dialog";
import { requestKey } from "../../../ui/request-key";
import { useInvalidate } from "../use-invalidate";

const ALL = "";

/** Takes away one project or all of them, at once ([I7]). */
export default function RevokeClientDialog(props: {
  client: Client;
  opened: boolean;
  onClose: () => void;
}) {
  const { client } = props;
  const invalidate = useInvalidate();
  const [projectId, setProjectId] = useState(ALL);
  const project = client.projects.find(({ id }) => id === projectId);

  const run = async () => {
    if (project) await removeClientProject({ path: { id: client.id, project_id: project.id } });
    else
      await revokeClient({
        path: { id: client.id },
        headers: { "Idempotency-Key": requestKey() },
      });
    await invalidate("clients");
  };

  return (
    <ConfirmDialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Revoke the access of ${client.name}?`}
      confirm={project ? `Revoke ${project.name}` : "Revoke all access"}
      run={run}
    >
      {client.projects.length > 1 && (
        <Radio.Group label="What they lose" value={projectId} onChange={setProjectId} mb="md">
          <Stack gap="sm" mt="xs">
            <Radio value={ALL} label="All projects" />
            {client.projects.map(({ id, name }) => (
              <Radio key={id} value={id} label={`Only ${name}`} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <p>
        {project
          ? `${client.name} no longer sees ${project.name}, at once, even if they are looking at it now.`
          : `${client.name} no longer sees anything of yours, at once, even if they are looking at it now. An open invite stops working.`}{" "}
        Their account is not deleted, and you can give access back.
      </p>
    </ConfirmDialog>
  );
}
