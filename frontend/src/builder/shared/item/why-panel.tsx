import { useQuery } from "@tanstack/react-query";
import Check from "lucide-react/icons/check";
import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import X from "lucide-react/icons/x";
import { getVisibilityOptions } from "../../../api/gen/@tanstack/react-query.gen";
import type { ItemViewer } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { ErrorState, SkeletonRows } from "../../../ui/states";
import { StatusBadge } from "../../../ui/status-badge";
import classes from "./why-panel.module.css";

/** Who can see an item, and why or why not, step by step ([H8]): the server's own rule in its own words. */
export function WhyPanel({ itemId }: { itemId: string }) {
  const { data, error, isPending, refetch } = useQuery({
    ...getVisibilityOptions({ path: { id: itemId } }),
    staleTime: 0,
  });
  if (isPending) return <SkeletonRows rows={2} label="Checking who can see this" />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  const seeing = data.viewers.filter(({ visible }) => visible).length;

  return (
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
