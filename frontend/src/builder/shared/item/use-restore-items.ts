import { notifications } from "@mantine/notifications";
import { restoreItems } from "../../../api/gen/sdk.gen";
import type { Item, Restored } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { reasonOf, troubleOf } from "../../../ui/problem";
import { requestKey } from "../../../ui/request-key";
import { useInvalidate } from "../use-invalidate";

type Trashed = Pick<Item, "id" | "title" | "module">;

const tops: Partial<Record<Item["module"], string>> = {
  documents: "Documents",
  drawings: "Drawings",
  photos: "Photos",
};

/** Takes things back out of the trash, and says where they are now and who sees them. */
export function useRestoreItems(projectId: string) {
  const invalidate = useInvalidate();
  return async (items: Trashed[]) => {
    try {
      const { data } = await restoreItems({
        path: { id: projectId },
        body: { item_ids: items.map(({ id }) => id) },
        headers: { "Idempotency-Key": requestKey() },
      });
      await invalidate("items");
      notifications.show({ message: restoredWords(items, data), autoClose: 8000 });
    } catch (error) {
      const trouble = troubleOf(error);
      notifications.show({
        color: "red",
        title: "It could not be restored",
        message: reasonOf(trouble) ?? trouble.title,
        autoClose: false,
      });
    }
  };
}

/** "“Plan” is back where it was. It is not shared with clients." */
export function restoredWords(items: Trashed[], { moved_to_top }: Restored): string {
  const [only] = items;
  const one = items.length === 1;
  const what = one ? `“${only?.title}” is` : `${plural(items.length, "item")} are`;
  const modules = new Set(items.map(({ module }) => module));
  const top = (modules.size === 1 && only && tops[only.module]) || "the section";
  const where =
    moved_to_top === 0
      ? "back where it was"
      : moved_to_top === items.length
        ? `back, at the top of ${top}: the folder is gone, or is shared`
        : `back, ${moved_to_top} of them at the top of ${top}: their folder is gone, or is shared`;
  const place = one ? where : where.replace("it was", "they were");
  return `${what} ${place}. ${one ? "It is" : "They are"} not shared with clients.`;
}
