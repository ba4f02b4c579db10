import { me } from "../../api/gen/sdk.gen";
import { fileAddress } from "../paths";

const INLINE = /^(application\/pdf|image\/(png|jpeg|gif|webp))$/;

/**
 * Opens a picture or PDF beside the app and downloads anything else. A plain link cannot renew a session that
 * has run out, so a call that can goes first.
 */
export async function openFile(
  file: { file_id: string | null; media_type: string | null },
  download = false,
): Promise<void> {
  if (!file.file_id) return;
  const beside = !download && INLINE.test(file.media_type ?? "");
  // Before anything is awaited, or the browser takes it for a pop-up.
  const tab = beside ? window.open("", "_blank") : null;
  try {
    await me();
  } catch (error) {
    tab?.close();
    throw error;
  }
  const address = fileAddress(file.file_id, !beside);
  if (tab) {
    tab.opener = null;
    tab.location.href = address;
  } else save(address);
}

/** A link that saves what it leads to, so that a refusal does not take the page's place. */
function save(address: string) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
