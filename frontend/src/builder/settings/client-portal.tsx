import { Button } from "@mantine/core";
import UserPlus from "lucide-react/icons/user-plus";
import { lazy, Suspense } from "react";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { useDialog } from "../../ui/use-dialog";
import { useMay, useMe } from "../shared/me";
import { ClientList } from "./client-list";
import { PortalSwitch } from "./portal-switch";

const InviteClientDialog = lazy(() => import("../shared/clients/invite-dialog"));

/** Settings › Client Portal: the switch of [S1] and every client over all projects ([I1]). */
export function ClientPortal() {
  const may = useMay();
  const { organisation } = useMe();
  const invite = useDialog();
  const button = (variant: "filled" | "default") => (
    <Button
      variant={variant}
      leftSection={<UserPlus size={18} aria-hidden />}
      onClick={() => invite.open(true)}
    >
      Invite client
    </Button>
  );
  return (
    <>
      <PageHeader title="Client Portal" actions={button("filled")} />
      {may("organisation.manage") ? (
        <PortalSwitch />
      ) : (
        !organisation.portal_enabled && (
          <Panel>
            The Client Portal is off, so no client sees anything now. An owner or admin can switch
            it on.
          </Panel>
        )
      )}
      <ClientList invite={button("default")} />
      {invite.value && (
        <Suspense fallback={null}>
          <InviteClientDialog key={invite.count} opened={invite.opened} onClose={invite.close} />
        </Suspense>
      )}
    </>
  );
}
