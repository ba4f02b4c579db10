import { me } from "../../api/gen/sdk.gen";

/**
 * Saves what an address leads to. A plain link cannot renew a session that has run out, so a call that can goes
 * first; and a refusal does not take the page's place.
 */
export async function saveFrom(address: string): Promise<void> {
  await me();
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
