import { Alert, Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { createProject, inviteClient } from "../../api/gen/sdk.gen";
import type { Project } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { paths } from "../paths";
import { useGo } from "../shared/app-link";
import { useMay } from "../shared/me";
import { ClientPicker } from "../shared/pickers";
import { useInvalidate } from "../shared/use-invalidate";
import { ProjectFields, type ProjectValues, toProject, validateProject } from "./project-fields";

interface Values extends ProjectValues {
  client_ids: string[];
  invite_email: string;
  invite_name: string;
}

/** Makes a project and, in the same flow, gives clients access and invites a new one ([H12]). */
export default function CreateProjectDialog(props: { opened: boolean; onClose: () => void }) {
  const may = useMay();
  const go = useGo();
  const invalidate = useInvalidate();
  const [made, setMade] = useState<Project | null>(null);
  const form = useForm<Values>({
    initialValues: {
      name: "",
      address: "",
      status: "planned",
      starts_on: "",
      ends_on: "",
      shares_dates: true,
      client_ids: [],
      invite_email: "",
      invite_name: "",
    },
    validate: validateProject,
  });

  const { onSubmit, busy, trouble } = useSubmit(
    form,
    async (values, headers) => {
      let project = made;
      if (!project) {
        const body = { ...toProject(values), client_ids: values.client_ids };
        project = (await createProject({ body, headers })).data;
        setMade(project);
        await invalidate("projects");
      }
      const email = values.invite_email.trim();
      if (email) {
        const name = values.invite_name.trim() || null;
        await inviteClient({ body: { email, name, project_ids: [project.id] } });
        await invalidate("clients");
      }
      props.onClose();
      await go(paths.project(project.id));
    },
    { email: "invite_email" },
  );

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title="New project"
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          {made ? (
            <Button variant="default" onClick={() => go(paths.project(made.id))}>
              Open it without inviting
            </Button>
          ) : (
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={busy}>
            {made ? "Send the invite again" : "Create project"}
          </Button>
        </>
      }
    >
      {made ? (
        <Alert color="yellow" title={`“${made.name}” is made, the invite is not sent`}>
          Correct the address below and send it again, or invite the client later.
        </Alert>
      ) : (
        <ProjectFields form={form} />
      )}
      {may("clients.access") && (
        <>
          {!made && (
            <ClientPicker
              label="Clients"
              description="They get access to this project. They see nothing of it until you share something."
              empty="You have no client yet. Invite the first one below."
              value={form.values.client_ids}
              onChange={(ids) => form.setFieldValue("client_ids", ids)}
              error={form.errors.client_ids}
            />
          )}
          <TextInput
            label="Invite a new client"
            description="Optional. They get an e-mail with a link that works for 14 days."
            type="email"
            inputMode="email"
            autoComplete="off"
            placeholder="name@example.com"
            {...form.getInputProps("invite_email")}
          />
          {form.values.invite_email.trim() && (
            <TextInput
              label="Their name (optional)"
              autoComplete="off"
              {...form.getInputProps("invite_name")}
            />
          )}
        </>
      )}
    </Dialog>
  );
}
