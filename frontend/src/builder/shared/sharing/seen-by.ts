import type { Project, Shared } from "../../../api/gen/types.gen";

/** "every client of the project", "Ann and Bob": who sees what is shared so; null when nobody does. */
export function seenBy(shared: Shared | undefined, { clients }: Project): string | null {
  if (!shared || shared.with === "nobody") return null;
  if (shared.with === "everyone") return "every client of the project";
  const names = clients.filter(({ id }) => shared.client_ids.includes(id)).map(({ name }) => name);
  return new Intl.ListFormat("en-AU").format(names) || null;
}
