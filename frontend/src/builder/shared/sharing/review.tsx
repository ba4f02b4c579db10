import { Checkbox } from "@mantine/core";
import EyeOff from "lucide-react/icons/eye-off";
import Users from "lucide-react/icons/users";
import type { Item, ReviewedItem, ShareReview } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { ItemIcon } from "../item-icon";
import classes from "./review.module.css";

/** What will be shown, each with a tick box to leave it out. */
export function ReviewedItems(props: {
  items: Item[];
  reviewed: ReviewedItem[] | undefined;
  chosen: string[];
  onToggle: (id: string, on: boolean) => void;
}) {
  return (
    <fieldset className={classes.items}>
      <legend className={classes.legend}>What will be shown</legend>
      {props.items.map((item) => {
        const reviewed = props.reviewed?.find(({ id }) => id === item.id);
        const notes = [
          item.kind === "folder" && `${within(reviewed)}, and whatever is put into it later`,
          already(reviewed?.already ?? item.shared),
        ].filter(Boolean);
        return (
          <label key={item.id} className={classes.item}>
            <Checkbox
              checked={props.chosen.includes(item.id)}
              onChange={(event) => props.onToggle(item.id, event.currentTarget.checked)}
            />
            <ItemIcon item={item} />
            <span className={classes.title}>
              {item.title}
              {notes.length > 0 && <span className={classes.note}>{notes.join(" · ")}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function within(reviewed: ReviewedItem | undefined): string {
  if (!reviewed) return "What is in it";
  return reviewed.contains === 0 ? "Empty now" : `${plural(reviewed.contains, "item")} in it`;
}

function already(shared: Item["shared"]): string | null {
  if (shared.with === "nobody") return null;
  const whom = shared.with === "everyone" ? "everyone" : plural(shared.client_ids.length, "client");
  return shared.inherited_from
    ? `already shared with ${whom} through a folder`
    : `already shared with ${whom}`;
}

/** To whom, and what stays hidden. */
export function ReviewSummary(props: { review: ShareReview | undefined; missing: string | null }) {
  const { review, missing } = props;
  return (
    <div className={classes.summary} role="status">
      <p>
        <Users size={18} aria-hidden />
        <span>{missing ?? (review ? recipients(review) : "Checking who will see it…")}</span>
      </p>
      {review && (
        <p>
          <EyeOff size={18} aria-hidden />
          <span>{hidden(review)}</span>
        </p>
      )}
    </div>
  );
}

function recipients({ recipients }: ShareReview): string {
  if (recipients.length === 0) return "Nobody can see it yet.";
  const waiting = recipients.filter(({ status }) => status !== "active");
  const names = `Will be seen by ${recipients.map(({ name }) => name).join(", ")}.`;
  if (waiting.length === 0) return names;
  return `${names} Not in the portal yet: ${waiting.map(({ name }) => name).join(", ")}; they see it once they have accepted the invite.`;
}

function hidden({ hidden }: ShareReview): string {
  if (hidden.items === 0) return "Nothing else of this project stays hidden from them.";
  return `${plural(hidden.items, "other item")} of this project ${hidden.items === 1 ? "stays" : "stay"} hidden from them.`;
}
