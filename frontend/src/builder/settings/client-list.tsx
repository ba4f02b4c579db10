import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import FolderCog from "lucide-react/icons/folder-cog";
import MailPlus from "lucide-react/icons/mail-plus";
import Pencil from "lucide-react/icons/pencil";
import SearchX from "lucide-react/icons/search-x";
import UserCheck from "lucide-react/icons/user-check";
import UserX from "lucide-react/icons/user-x";
import Users from "lucide-react/icons/users";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { listClientsInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Client, ClientStatus } from "../../api/gen/types.gen";
import { Panel } from "../../ui/panel";
import { type MenuAction, RowMenu } from "../../ui/row-menu";
import { SearchField } from "../../ui/search-field";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import toolbar from "../../ui/toolbar.module.css";
import { useDialog } from "../../ui/use-dialog";
import { useResendInvite } from "../shared/clients/use-resend";
import { useMay } from "../shared/me";
import { allItems, pagesFrom, refetchWhileQueued } from "../shared/pages";
import { ClientStatusBadge, clientStatuses } from "../shared/status";
import { InviteState, LastSeen } from "./person-facts";
import classes from "./person-list.module.css";

const EditDialog = lazy(() => import("../shared/clients/edit-dialog"));
const AccessDialog = lazy(() => import("../shared/clients/access-dialog"));
const RevokeDialog = lazy(() => import("../shared/clients/revoke-dialog"));

export function ClientList({ invite }: { invite: ReactNode }) {
  const [q, setQ] = useState("");
  const [status, setStatus] = useState<ClientStatus | "">("");
  const query = { q: q || undefined, status: status || undefined };
  const pages = useInfiniteQuery({
    ...listClientsInfiniteOptions({ query }),
    ...pagesFrom({ query }),
    ...refetchWhileQueued,
    placeholderData: keepPreviousData,
  });
  const clients = allItems(pages.data);
  const filtered = q !== "" || status !== "";

  return (
    <>
      <div className={toolbar.toolbar}>
        <div className={toolbar.grow}>
          <SearchField label="Search clients" value={q} onChange={setQ} />
        </div>
        <NativeSelect
          aria-label="Status"
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value as ClientStatus | "")}
          data={[
            { value: "", label: "All statuses" },
            ...Object.entries(clientStatuses).map(([value, { word }]) => ({ value, label: word })),
          ]}
        />
      </div>
      <Panel flush>
        {pages.isPending && <SkeletonRows label="Loading clients" />}
        {pages.isError && !pages.data && (
          <ErrorState error={pages.error} retry={() => void pages.refetch()} />
        )}
        {pages.isSuccess && clients.length === 0 && !filtered && (
          <EmptyState icon={<Users />} title="No clients yet" action={invite}>
            The people you build for are listed here, with what they may see and when they last
            looked. Invite the first one by e-mail.
          </EmptyState>
        )}
        {pages.isSuccess && clients.length === 0 && filtered && (
          <EmptyState icon={<SearchX />} title="No client matches">
            Try another name or another status.
          </EmptyState>
        )}
        {clients.length > 0 && <Rows clients={clients} />}
        <ShowMore pages={pages} />
      </Panel>
    </>
  );
}

function Rows({ clients }: { clients: Client[] }) {
  const may = useMay();
  const resend = useResendInvite();
  const edit = useDialog<Client>();
  const access = useDialog<Client>();
  const revoke = useDialog<Client>();

  const latest = (client: Client) => clients.find(({ id }) => id === client.id) ?? client;
  const actions = (client: Client): MenuAction[][] => {
    const details: MenuAction[] = may("clients.write")
      ? [{ label: "Edit details", icon: <Pencil />, run: () => edit.open(client) }]
      : [];
    if (!may("clients.access")) return [details];
    if (client.status === "revoked")
      return [
        details,
        [{ label: "Give access back", icon: <UserCheck />, run: () => access.open(client) }],
      ];
    const waiting = client.status !== "active";
    return [
      [
        ...details,
        { label: "Update project access", icon: <FolderCog />, run: () => access.open(client) },
        ...(waiting
          ? [
              {
                label: client.status === "none" ? "Send invite" : "Resend invite",
                icon: <MailPlus />,
                run: () => void resend(client),
                unavailable: client.email ? null : "There is no e-mail address yet.",
              },
            ]
          : []),
      ],
      client.status === "none" && client.projects.length === 0
        ? []
        : [
            {
              label: "Revoke access",
              icon: <UserX />,
              danger: true,
              run: () => revoke.open(client),
            },
          ],
    ];
  };

  return (
    <>
      <div className={classes.head} aria-hidden>
        <span>Client</span>
        <span>Status</span>
        <span>Projects</span>
        <span>Last seen</span>
      </div>
      <ul className={classes.list}>
        {clients.map((client) => (
          <li key={client.id} className={classes.row}>
            <span className={classes.who}>
              <span className={classes.name}>{client.name}</span>
              {client.email && client.email !== client.name && (
                <span className={classes.mail}>{client.email}</span>
              )}
            </span>
            <span className={classes.status}>
              <ClientStatusBadge status={client.status} />
              {client.status === "invited" && (
                <InviteState
                  expiresAt={client.invite_expires_at}
                  delivery={client.invite_delivery}
                />
              )}
            </span>
            <span className={classes.projects}>
              {client.projects.map(({ name }) => name).join(", ") || "No project"}
            </span>
            <span className={classes.seen}>
              <LastSeen at={client.last_seen_at} />
            </span>
            <RowMenu label={`Actions for ${client.name}`} groups={actions(client)} />
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {edit.value && (
          <EditDialog
            key={edit.count}
            opened={edit.opened}
            onClose={edit.close}
            client={latest(edit.value)}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {access.value && (
          <AccessDialog
            key={access.count}
            opened={access.opened}
            onClose={access.close}
            client={latest(access.value)}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {revoke.value && (
          <RevokeDialog
            key={revoke.count}
            opened={revoke.opened}
            onClose={revoke.close}
            client={revoke.value}
          />
        )}
      </Suspense>
    </>
  );
}
