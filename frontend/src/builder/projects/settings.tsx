import { Button, Switch } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { lazy, Suspense } from "react";
import { updateProject } from "../../api/gen/sdk.gen";
import type { Project } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Panel } from "../../ui/panel";
import { SkeletonRows, TroubleAlert } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import { useSubmit } from "../../ui/use-submit";
import { ifMatch } from "../shared/if-match";
import { useMe } from "../shared/me";
import { NewerVersion } from "../shared/newer-version";
import { useEdit } from "../shared/use-edit";
import { useProject } from "../shared/use-project";
import { useVersioned } from "../shared/use-versioned";
import { ProjectFields, type ProjectValues, toProject, validateProject } from "./project-fields";

const PrivateLink = lazy(() => import("./private-link"));

export function ProjectSettings() {
  const project = useProject();
  return (
    <>
      <Panel title="Project">
        <DetailsForm key={project.id} project={project} />
      </Panel>
      <Panel title="Client portal">
        <PortalSwitch project={project} />
      </Panel>
      <Panel title="Private link">
        <Suspense fallback={<SkeletonRows label="Loading the private link" />}>
          <PrivateLink project={project} />
        </Suspense>
      </Panel>
    </>
  );
}

const valuesOf = (project: Project): ProjectValues & { version: number } => ({
  version: project.version,
  name: project.name,
  address: project.address ?? "",
  status: project.status,
  starts_on: project.starts_on ?? "",
  ends_on: project.ends_on ?? "",
  shares_dates: project.shares_dates,
});

function DetailsForm({ project }: { project: Project }) {
  const edit = useEdit("projects");
  const form = useForm<ProjectValues & { version: number }>({
    initialValues: valuesOf(project),
    validate: validateProject,
  });
  const { take, outdated } = useVersioned(form, valuesOf(project));
  const { onSubmit, busy, trouble } = useSubmit(form, async (values) => {
    const { data } = await edit(() =>
      updateProject({
        path: { id: project.id },
        body: toProject(values),
        headers: ifMatch(values.version),
      }),
    );
    take(valuesOf(data));
    notifications.show({ message: "The project is saved." });
  });

  return (
    <form noValidate onSubmit={onSubmit}>
      <ProjectFields form={form} />
      {trouble && <TroubleAlert trouble={trouble} />}
      {outdated && !busy && <NewerVersion show={() => take(valuesOf(project))} />}
      <Button type="submit" loading={busy}>
        Save project
      </Button>
    </form>
  );
}

function PortalSwitch({ project }: { project: Project }) {
  const { organisation } = useMe();
  const edit = useEdit("projects");
  const confirm = useDialog();
  const on = project.portal_enabled;
  const clients = plural(project.clients.length, "client");

  return (
    <>
      <Switch
        checked={on}
        onChange={() => confirm.open(true)}
        label="Clients can see this project"
        description={
          organisation.portal_enabled
            ? "Off: no client sees anything of it, whatever is shared."
            : "The Client Portal is off for the whole organisation, so no client sees this project now. Switch it on in Settings › Client Portal."
        }
      />
      {confirm.value && (
        <ConfirmDialog
          key={confirm.count}
          opened={confirm.opened}
          onClose={confirm.close}
          title={
            on ? `Close the portal of ${project.name}?` : `Open the portal of ${project.name}?`
          }
          confirm={on ? "Close the portal" : "Open the portal"}
          harmless={!on}
          run={() =>
            edit(() =>
              updateProject({
                path: { id: project.id },
                body: { portal_enabled: !on },
                headers: ifMatch(project.version),
              }),
            )
          }
        >
          <p>
            {on
              ? `${clients} of this project no longer see it, at once. What is shared stays noted, so opening it again shows the same.`
              : `${clients} of this project see again what is shared with them, at once.`}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
