import type { Item, ProjectClient, ShareAudience, ShareItems } from "../../../api/gen/types.gen";

/** What is ticked in the share dialog. */
export interface ShareChoice {
  itemIds: string[];
  to: "everyone" | "chosen";
  clientIds: string[];
}

/** Everything ticked, for everyone; an item that has its own audience keeps it, so that it can be edited. */
export function firstChoice(items: Item[], clients: ProjectClient[]): ShareChoice {
  const itemIds = items.map(({ id }) => id);
  const [only] = items;
  const own =
    items.length === 1 && only?.shared.with === "some" && only.shared.inherited_from === null;
  const known = new Set(clients.map(({ id }) => id));
  return own
    ? { itemIds, to: "chosen", clientIds: only.shared.client_ids.filter((id) => known.has(id)) }
    : { itemIds, to: "everyone", clientIds: [] };
}

export const toggled = (ids: string[], id: string, on: boolean): string[] =>
  on ? [...ids.filter((one) => one !== id), id] : ids.filter((one) => one !== id);

export const audienceOf = ({ to, clientIds }: ShareChoice): ShareAudience =>
  to === "everyone" ? "everyone" : { client_ids: clientIds };

/** Why the choice cannot be shared as it stands. */
export function missingIn({ itemIds, to, clientIds }: ShareChoice): string | null {
  if (itemIds.length === 0) return "Tick at least one item to share.";
  if (to === "chosen" && clientIds.length === 0) return "Choose at least one client.";
  return null;
}

export function requestOf(choice: ShareChoice, message: string, notify: boolean): ShareItems {
  return {
    item_ids: choice.itemIds,
    audience: audienceOf(choice),
    message: notify && message.trim() ? message.trim() : null,
    notify,
  };
}
