import { notifications } from "@mantine/notifications";
import type { Item } from "../../api/gen/types.gen";
import { reasonOf, troubleOf } from "../../ui/problem";
import { openFile } from "../shared/open-file";

/** Opens or downloads a document, and says so when that fails. */
export function useOpenItem() {
  return async (item: Item, download = false) => {
    try {
      await openFile(item, download);
    } catch (error) {
      const trouble = troubleOf(error);
      notifications.show({
        color: "red",
        title: `“${item.title}” could not be opened`,
        message: reasonOf(trouble) ?? trouble.title,
        autoClose: false,
      });
    }
  };
}
