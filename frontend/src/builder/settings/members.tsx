import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery } from "@tanstack/react-query";
import FolderCog from "lucide-react/icons/folder-cog";
import MailPlus from "lucide-react/icons/mail-plus";
import UserCog from "lucide-react/icons/user-cog";
import UserPlus from "lucide-react/icons/user-plus";
import UserX from "lucide-react/icons/user-x";
import { lazy, Suspense, useState } from "react";
import { listMembersInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
import { removeMember, resendMemberInvitation } from "../../api/gen/sdk.gen";
import type { Member } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { type Trouble, troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { type MenuAction, RowMenu } from "../../ui/row-menu";
import { ShowMore } from "../../ui/show-more";
import { ErrorState, SkeletonRows, TroubleAlert } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import { allItems, pagesFrom, refetchWhileQueued } from "../shared/pages";
import { useInvalidate } from "../shared/use-invalidate";
import { InviteState, LastSeen } from "./person-facts";
import classes from "./person-list.module.css";
import { roleNames } from "./roles";

const InviteDialog = lazy(() => import("./invite-member-dialog"));
const RoleDialog = lazy(() => import("./role-dialog"));
const ProjectsDialog = lazy(() => import("./member-projects-dialog"));

/** Settings › Members ([I8]). That an owner stays is the server's rule; what it refuses is said in place. */
export function Members() {
  const invalidate = useInvalidate();
  const invite = useDialog();
  const role = useDialog<Member>();
  const projects = useDialog<Member>();
  const remove = useDialog<Member>();
  const [trouble, setTrouble] = useState<{ id: string; trouble: Trouble } | null>(null);
  const pages = useInfiniteQuery({
    ...listMembersInfiniteOptions(),
    ...pagesFrom({}),
    ...refetchWhileQueued,
  });

  const resend = async ({ id, name }: Member) => {
    setTrouble(null);
    try {
      const headers = { "Idempotency-Key": requestKey() };
      await resendMemberInvitation({ path: { id }, headers });
      notifications.show({
        message: `A new invite to ${name} is on its way. Earlier links no longer work.`,
      });
    } catch (error) {
      setTrouble({ id, trouble: troubleOf(error) });
    }
    await invalidate("members");
  };

  const actions = (member: Member): MenuAction[][] => [
    [
      { label: "Change role", icon: <UserCog />, run: () => role.open(member) },
      { label: "Assign projects", icon: <FolderCog />, run: () => projects.open(member) },
      ...(member.status === "invited"
        ? [{ label: "Resend invite", icon: <MailPlus />, run: () => void resend(member) }]
        : []),
    ],
    [
      {
        label: member.status === "invited" ? "Withdraw invite" : "Remove member",
        icon: <UserX />,
        danger: true,
        run: () => remove.open(member),
      },
    ],
  ];

  return (
    <>
      <PageHeader
        title="Members"
        actions={
          <Button
            leftSection={<UserPlus size={18} aria-hidden />}
            onClick={() => invite.open(true)}
          >
            Invite member
          </Button>
        }
      />
      <Panel flush>
        {pages.isPending && <SkeletonRows label="Loading members" />}
        {pages.isError && !pages.data && (
          <ErrorState error={pages.error} retry={() => void pages.refetch()} />
        )}
        {pages.data && (
          <div className={classes.head} aria-hidden>
            <span>Member</span>
            <span>Role</span>
            <span>Projects</span>
            <span>Last seen</span>
          </div>
        )}
        <ul className={classes.list}>
          {allItems(pages.data).map((member) => (
            <li key={member.id} className={classes.row}>
              <span className={classes.who}>
                <span className={classes.name}>
                  {member.name}
                  {member.you && " (you)"}
                </span>
                {member.email !== member.name && (
                  <span className={classes.mail}>{member.email}</span>
                )}
              </span>
              <span className={classes.status}>
                <span>{roleNames[member.role]}</span>
                {member.status === "invited" && (
                  <InviteState
                    expiresAt={member.invite_expires_at}
                    delivery={member.invite_delivery}
                  />
                )}
              </span>
              <span className={classes.projects}>
                {member.project_ids.length > 0 &&
                  `Assigned to ${plural(member.project_ids.length, "project")}`}
              </span>
              <span className={classes.seen}>
                {member.status === "invited" ? "Invited" : <LastSeen at={member.last_seen_at} />}
              </span>
              <RowMenu label={`Actions for ${member.name}`} groups={actions(member)} />
              {trouble?.id === member.id && (
                <div className={classes.trouble}>
                  <TroubleAlert trouble={trouble.trouble} />
                </div>
              )}
            </li>
          ))}
        </ul>
        <ShowMore pages={pages} />
      </Panel>
      <Suspense fallback={null}>
        {invite.value && (
          <InviteDialog key={invite.count} opened={invite.opened} onClose={invite.close} />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {role.value && (
          <RoleDialog
            key={role.count}
            opened={role.opened}
            onClose={role.close}
            member={role.value}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {projects.value && (
          <ProjectsDialog
            key={projects.count}
            opened={projects.opened}
            onClose={projects.close}
            member={projects.value}
          />
        )}
      </Suspense>
      {remove.value && (
        <ConfirmDialog
          key={remove.count}
          opened={remove.opened}
          onClose={remove.close}
          title={`Remove ${remove.value.name}?`}
          confirm={remove.value.status === "invited" ? "Withdraw invite" : "Remove member"}
          run={async () => {
            await removeMember({ path: { id: remove.value?.id ?? "" } });
            await invalidate("members");
          }}
        >
          <p>
            {remove.value.status === "invited"
              ? "The link in their e-mail stops working."
              : "They lose access to your organisation at once and are signed out. What they made stays."}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
