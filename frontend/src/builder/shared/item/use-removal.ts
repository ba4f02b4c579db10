import { notifications } from "@mantine/notifications";
import type { Item } from "../../../api/gen/types.gen";
import { reasonOf, troubleOf } from "../../../ui/problem";
import { returnFocus } from "../../../ui/use-dialog";
import { needsConfirmation, useDeleteItems } from "./use-delete-items";

export type Remove = (items: Item[]) => Promise<void>;

/** Puts things into the trash: at once where Undo brings all of it back, else after `ask`ing. */
export function useRemoval(
  projectId: string,
  ask: (items: Item[]) => void,
  onRemoved: (items: Item[]) => void,
): Remove {
  const deleteAll = useDeleteItems(projectId);
  return async (items) => {
    if (needsConfirmation(items)) return ask(items);
    try {
      await deleteAll(items);
      onRemoved(items);
      // The button that was pressed goes with what it belonged to.
      window.setTimeout(() => {
        if (document.activeElement === document.body) returnFocus(null);
      }, 100);
    } catch (error) {
      const trouble = troubleOf(error);
      notifications.show({
        color: "red",
        title: "It could not be deleted",
        message: reasonOf(trouble) ?? trouble.title,
        autoClose: false,
      });
    }
  };
}
