import { Button } from "@mantine/core";
import MailPlus from "lucide-react/icons/mail-plus";
import UserMinus from "lucide-react/icons/user-minus";
import UserPlus from "lucide-react/icons/user-plus";
import Users from "lucide-react/icons/users";
import { lazy, Suspense } from "react";
import { removeClientProject } from "../../api/gen/sdk.gen";
import type { ProjectClient } from "../../api/gen/types.gen";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Panel } from "../../ui/panel";
import { type MenuAction, RowMenu } from "../../ui/row-menu";
import { EmptyState } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import { useResendInvite } from "../shared/clients/use-resend";
import { useMay } from "../shared/me";
import { ClientStatusBadge } from "../shared/status";
import { useInvalidate } from "../shared/use-invalidate";
import { useProject } from "../shared/use-project";
import classes from "./clients.module.css";

const InviteClientDialog = lazy(() => import("../shared/clients/invite-dialog"));
const AddClientsDialog = lazy(() => import("./add-clients-dialog"));

export function ProjectClients() {
  const project = useProject();
  const may = useMay();
  const resend = useResendInvite();
  const invalidate = useInvalidate();
  const invite = useDialog();
  const add = useDialog();
  const remove = useDialog<ProjectClient>();
  const manages = may("clients.access");

  const actions = (client: ProjectClient): MenuAction[][] => [
    client.status === "invited" || client.status === "none"
      ? [
          {
            label: client.status === "invited" ? "Resend invite" : "Send invite",
            icon: <MailPlus />,
            run: () => void resend(client),
          },
        ]
      : [],
    [
      {
        label: "Remove from project",
        icon: <UserMinus />,
        danger: true,
        run: () => remove.open(client),
      },
    ],
  ];
  const inviteButton = (
    <Button leftSection={<UserPlus size={18} aria-hidden />} onClick={() => invite.open(true)}>
      Invite client
    </Button>
  );

  return (
    <>
      {manages && project.clients.length > 0 && (
        <div className={classes.actions}>
          <Button variant="default" onClick={() => add.open(true)}>
            Add an existing client
          </Button>
          {inviteButton}
        </div>
      )}
      <Panel flush>
        {project.clients.length === 0 ? (
          <EmptyState
            icon={<Users />}
            title="No client on this project yet"
            action={
              manages && (
                <>
                  {inviteButton}
                  <Button variant="subtle" onClick={() => add.open(true)}>
                    Add an existing client
                  </Button>
                </>
              )
            }
          >
            Clients see what you share with them on this project, and nothing else. Invite the
            people you build for.
          </EmptyState>
        ) : (
          <ul className={classes.list}>
            {project.clients.map((client) => (
              <li key={client.id} className={classes.row}>
                <span className={classes.name}>{client.name}</span>
                <ClientStatusBadge status={client.status} />
                {manages && (
                  <RowMenu label={`Actions for ${client.name}`} groups={actions(client)} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Suspense fallback={null}>
        {invite.value && (
          <InviteClientDialog
            key={invite.count}
            opened={invite.opened}
            onClose={invite.close}
            project={project}
          />
        )}
        {add.value && (
          <AddClientsDialog
            key={add.count}
            opened={add.opened}
            onClose={add.close}
            project={project}
          />
        )}
      </Suspense>
      {remove.value && (
        <ConfirmDialog
          key={remove.count}
          opened={remove.opened}
          onClose={remove.close}
          title={`Remove ${remove.value.name} from ${project.name}?`}
          confirm="Remove from project"
          run={async () => {
            const id = remove.value?.id ?? "";
            await removeClientProject({ path: { id, project_id: project.id } });
            await invalidate("clients");
          }}
        >
          <p>
            {remove.value.name} no longer sees anything of this project, at once. Other projects are
            not touched, and you can add them again.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
