import { Switch } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import {
  getOrganisationOptions,
  portalSwitchPreflightOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Panel } from "../../ui/panel";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import { useSaveOrganisation } from "./use-save-organisation";

export function PortalSwitch() {
  const { data: organisation } = useSuspenseQuery(getOrganisationOptions());
  const save = useSaveOrganisation();
  const confirm = useDialog();
  const on = organisation.portal_enabled;

  return (
    <Panel>
      <Switch
        checked={on}
        onChange={() => confirm.open(true)}
        label="Client Portal"
        description={
          on
            ? "On: clients see what is shared with them."
            : "Off: no client and no link sees anything, whatever is shared."
        }
      />
      {confirm.value && (
        <ConfirmDialog
          key={confirm.count}
          opened={confirm.opened}
          onClose={confirm.close}
          title={on ? "Switch the Client Portal off?" : "Switch the Client Portal on?"}
          confirm={on ? "Switch it off" : "Switch it on"}
          harmless={!on}
          run={() => save(organisation.version, { portal_enabled: !on })}
        >
          {on ? <Impact /> : <p>Every client sees again, at once, what is shared with them.</p>}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

/** What switching off does, counted now and not from memory. */
function Impact() {
  const { data, error, refetch } = useQuery({ ...portalSwitchPreflightOptions(), staleTime: 0 });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={1} label="Counting who is concerned" />;
  return (
    <>
      <p>
        <strong>
          {data.clients === 0 && "No client has access yet, so nobody loses it"}
          {data.clients === 1 && "1 client loses access at once"}
          {data.clients > 1 && `${data.clients} clients lose access at once`}
        </strong>
        . It holds for all projects, and every link stops working.
        {data.clients_online_recently > 0 &&
          ` ${plural(data.clients_online_recently, "of them was", "of them were")} in the portal lately and will be cut off.`}
      </p>
      <p>Nothing is unshared: switching it on again shows the same as before.</p>
    </>
  );
}
