import { Button } from "@mantine/core";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import Trash2 from "lucide-react/icons/trash-2";
import { useState } from "react";
import type { TrashedItem } from "../../api/gen/types.gen";
import { fileSize } from "../../lib/bytes";
import { dateAndTime, shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { RowMenu } from "../../ui/row-menu";
import { Thumb } from "../shared/item/thumb";
import { useRestoreItems } from "../shared/item/use-restore-items";
import classes from "./trash.module.css";

export function TrashRow(props: { projectId: string; trashed: TrashedItem; purge: () => void }) {
  const { item, deleted_at, deleted_by, purged_at } = props.trashed;
  const restore = useRestoreItems(props.projectId);
  const [busy, setBusy] = useState(false);

  const bringBack = async () => {
    setBusy(true);
    await restore([item]);
    setBusy(false);
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  };
  return (
    <li className={classes.row}>
      <Thumb item={item} />
      <span className={classes.what}>
        <span className={classes.title}>{item.title}</span>
        <span className={classes.meta}>{insideOf(props.trashed)}</span>
        <span className={classes.meta}>
          Deleted {dateAndTime(deleted_at)} by {deleted_by} · goes for ever on{" "}
          {shortDate(purged_at)}
        </span>
      </span>
      <Button
        variant="default"
        loading={busy}
        aria-label={`Restore ${item.title}`}
        leftSection={<RotateCcw size={18} aria-hidden />}
        onClick={() => void bringBack()}
      >
        Restore
      </Button>
      <RowMenu
        label={`Actions for ${item.title}`}
        groups={[[{ label: "Delete for ever", icon: <Trash2 />, danger: true, run: props.purge }]]}
      />
    </li>
  );
}

function insideOf({ item, contains }: TrashedItem): string {
  if (item.kind === "folder")
    return contains > 0 ? `Folder with ${plural(contains, "thing")} in it` : "Empty folder";
  const kind = item.kind.replace(/^./, (first) => first.toUpperCase());
  return item.size === null ? kind : `${kind}, ${fileSize(item.size)}`;
}
