import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { deleteItems } from "../../../api/gen/sdk.gen";
import type { Item } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { requestKey } from "../../../ui/request-key";
import { useInvalidate } from "../use-invalidate";
import { itemName } from "./item-name";
import classes from "./use-delete-items.module.css";
import { useRestoreItems } from "./use-restore-items";

/** Long enough to read, to understand that it was a mistake, and to get there by keyboard. */
const UNDO_FOR = 20_000;

/** The one that is on screen: only what was deleted last can be taken back with it. */
let undo: string | undefined;

/** Takes the offer off the screen, for it holds no longer. */
export function hideUndo() {
  if (undo) notifications.hide(undo);
  undo = undefined;
}

/** Puts things into the trash; the notification offers to take it back. Rejects when the server refuses. */
export function useDeleteItems(projectId: string) {
  const invalidate = useInvalidate();
  const restore = useRestoreItems(projectId);

  return async (items: Item[]) => {
    await deleteItems({
      path: { id: projectId },
      body: { item_ids: items.map(({ id }) => id) },
      headers: { "Idempotency-Key": requestKey() },
    });
    await invalidate("items");
    const [only] = items;
    const what =
      only && items.length === 1 ? `“${itemName(only)}” is` : `${plural(items.length, "item")} are`;
    hideUndo();
    undo = notifications.show({
      autoClose: UNDO_FOR,
      message: (
        <span className={classes.line}>
          {what} in the trash.
          <Button
            variant="default"
            onClick={() => {
              hideUndo();
              void restore(items);
            }}
          >
            Undo
          </Button>
        </span>
      ),
    });
  };
}

/** Whether clients lose something that a restoration does not give back: then it is asked about first. */
export const needsConfirmation = (items: Item[]): boolean =>
  items.some(({ kind, shared }) => kind === "folder" || shared.with !== "nobody");
