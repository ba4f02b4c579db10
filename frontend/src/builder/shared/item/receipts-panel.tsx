import { useQuery } from "@tanstack/react-query";
import BadgeCheck from "lucide-react/icons/badge-check";
import CircleCheck from "lucide-react/icons/circle-check";
import Clock from "lucide-react/icons/clock";
import EyeOff from "lucide-react/icons/eye-off";
import History from "lucide-react/icons/history";
import { listReceiptsOptions } from "../../../api/gen/@tanstack/react-query.gen";
import type { Item, ReadReceipt } from "../../../api/gen/types.gen";
import { dateAndTime } from "../../../lib/dates";
import { plural } from "../../../lib/plural";
import { ErrorState, SkeletonRows } from "../../../ui/states";
import { StatusBadge } from "../../../ui/status-badge";
import classes from "./receipts-panel.module.css";
import { versionInWords } from "./version-words";

/** Who has looked at an item, when, and at which version ([H9]). */
export function ReceiptsPanel({ item }: { item: Item }) {
  const { data, error, isPending, refetch } = useQuery({
    ...listReceiptsOptions({ path: { id: item.id } }),
    staleTime: 0,
  });
  if (isPending) return <SkeletonRows rows={2} label="Looking up who has seen this" />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  const receipts = data.items;
  const seen = receipts.filter(({ first_seen_at }) => first_seen_at !== null).length;
  if (receipts.length === 0)
    return <p className={classes.lead}>No client can see it, and none has looked at it.</p>;

  return (
    <>
      <p className={classes.lead}>
        {seen === 0
          ? "No client has looked at it yet."
          : `${seen} of ${plural(receipts.length, "client")} ${seen === 1 ? "has" : "have"} looked at it.`}
      </p>
      <ul className={classes.list}>
        {receipts.map((receipt) => (
          <li key={receipt.client_id} className={classes.receipt}>
            <div className={classes.line}>
              <span className={classes.name}>{receipt.name}</span>
              <Look item={item} receipt={receipt} />
              <Acknowledged receipt={receipt} />
            </div>
            <p className={classes.meta}>{times(receipt)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Look({ item, receipt }: { item: Item; receipt: ReadReceipt }) {
  if (!receipt.first_seen_at)
    return (
      <StatusBadge tone="calm" icon={<EyeOff />}>
        Not seen yet
      </StatusBadge>
    );
  if (receipt.current || !receipt.seen_version)
    return (
      <StatusBadge tone="good" icon={<CircleCheck />}>
        Seen
      </StatusBadge>
    );
  return (
    <StatusBadge tone="wait" icon={<History />}>
      Saw {versionInWords(item, receipt.seen_version)} only
    </StatusBadge>
  );
}

function Acknowledged({ receipt: { acknowledgement } }: { receipt: ReadReceipt }) {
  if (acknowledgement === "given")
    return (
      <StatusBadge tone="good" icon={<BadgeCheck />}>
        Acknowledged
      </StatusBadge>
    );
  if (acknowledgement === "asked")
    return (
      <StatusBadge tone="wait" icon={<Clock />}>
        Asked to acknowledge
      </StatusBadge>
    );
  return null;
}

function times({ first_seen_at, last_seen_at, acknowledged_at }: ReadReceipt): string {
  if (!first_seen_at) return "Has not opened it.";
  const first = `First seen ${dateAndTime(first_seen_at)}`;
  const last =
    last_seen_at && last_seen_at !== first_seen_at ? `last ${dateAndTime(last_seen_at)}` : null;
  const given = acknowledged_at ? `acknowledged ${dateAndTime(acknowledged_at)}` : null;
  return [first, last, given].filter(Boolean).join(", ");
}
