import type { InviteDelivery } from "../../api/gen/types.gen";
import { dateAndTime, relativeTime } from "../../lib/dates";
import { DeliveryBadge } from "../shared/status";
import classes from "./person-list.module.css";

export function LastSeen({ at }: { at: string | null }) {
  if (!at) return <span>Never seen</span>;
  return (
    <time dateTime={at} title={dateAndTime(at)}>
      {relativeTime(at)}
    </time>
  );
}

/** How long an open invite still works, and what became of its e-mail unless that was simply sent. */
export function InviteState(props: { expiresAt: string | null; delivery: InviteDelivery | null }) {
  const { expiresAt, delivery } = props;
  const expired = expiresAt !== null && new Date(expiresAt) <= new Date();
  return (
    <>
      {delivery && delivery !== "sent" && <DeliveryBadge delivery={delivery} />}
      {expiresAt && (
        <span className={classes.note} title={dateAndTime(expiresAt)}>
          {delivery === "sent" && "E-mail sent · "}
          {expired ? "Invite expired" : `Expires ${relativeTime(expiresAt)}`}
        </span>
      )}
    </>
  );
}
