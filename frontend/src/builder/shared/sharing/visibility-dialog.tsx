import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import Check from "lucide-react/icons/check";
import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import X from "lucide-react/icons/x";
import { getVisibilityOptions } from "../../../api/gen/@tanstack/react-query.gen";
import type { Item, ItemViewer } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { Dialog } from "../../../ui/dialog";
import { ErrorState, SkeletonRows } from "../../../ui/states";
import { StatusBadge } from "../../../ui/status-badge";
import classes from "./visibility-dialog.module.css";

/** Who can see this, and why or why not, step by step ([H8]): the server's own rule in its own words. */
export default function VisibilityDialog(props: {
  item: Item;
  opened: boolean;
  onClose: () => void;
}) {
  const { item } = props;
  const { data, error, isPending, refetch } = useQuery({
    ...getVisibilityOptions({ path: { id: item.id } }),
    staleTime: 0,
  });
  const seeing = data?.viewers.filter(({ visible }) => visible).length ?? 0;

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Who can see “${item.title}”`}
      footer={
        <Button variant="default" onClick={props.onClose}>
          Close
        </Button>
      }
    >
      {isPending && <SkeletonRows rows={2} label="Checking who can see this" />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <p className={classes.lead}>
            {seeing === 0
              ? "No client can see it now."
              : `${seeing} of ${plural(data.viewers.length, "client")} of this project can see it now.`}{" "}
            {data.viewers.length === 0 && "This project has no client yet. "}
            Members of your organisation see it by their role.
          </p>
          <ul className={classes.viewers}>
            {data.viewers.map((viewer) => (
              <Viewer key={viewer.client_id} viewer={viewer} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function Viewer({ viewer: { name, visible, steps } }: { viewer: ItemViewer }) {
  return (
    <li>
      <details>
        <summary className={classes.summary}>
          <span className={classes.name}>{name}</span>
          {visible ? (
            <StatusBadge tone="good" icon={<Eye />}>
              Can see it
            </StatusBadge>
          ) : (
            <StatusBadge tone="calm" icon={<EyeOff />}>
              Cannot see it
            </StatusBadge>
          )}
          <span className={classes.why}>Why?</span>
        </summary>
        <ol className={classes.steps}>
          {steps.map(({ rule, holds, text }) => (
            <li key={rule} data-holds={holds}>
              {holds ? <Check size={18} aria-label="Yes:" /> : <X size={18} aria-label="No:" />}
              {text}
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}
