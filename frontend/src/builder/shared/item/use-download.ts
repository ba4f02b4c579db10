import { notifications } from "@mantine/notifications";
import type { Item } from "../../../api/gen/types.gen";
import { reasonOf, troubleOf } from "../../../ui/problem";
import { archiveAddress, fileAddress } from "../../paths";
import { saveFrom } from "../save-from";

/** The server packs no more than this at once. */
const MOST = 100;

/** Saves files on the person's device, and says so when that fails. */
export function useDownload() {
  return {
    file: ({ file_id }: { file_id: string | null }, title: string) =>
      file_id ? save(fileAddress(file_id, true), `“${title}”`) : Promise.resolve(),

    pdf: (address: string, title: string) => save(address, `“${title}” as PDF`),

    /** One file as it is, anything else as a ZIP. */
    items: (projectId: string, items: Item[]) => {
      const [only] = items;
      if (items.length === 1 && only?.file_id)
        return save(fileAddress(only.file_id, true), `“${only.title}”`);
      const ids = items.map(({ id }) => id);
      return save(archiveAddress(projectId, ids), items.length === 1 ? `“${only?.title}”` : "They");
    },
  };
}

/** Why these cannot be downloaded together; null when they can. */
export const whyNotDownload = (items: Item[]): string | null =>
  items.length > MOST
    ? `At most ${MOST} go into one ZIP. Select fewer, or download their folder.`
    : null;

async function save(address: string, what: string) {
  try {
    await saveFrom(address);
  } catch (error) {
    const trouble = troubleOf(error);
    notifications.show({
      color: "red",
      title: `${what} could not be downloaded`,
      message: reasonOf(trouble) ?? trouble.title,
      autoClose: false,
    });
  }
}
