import Eye from "lucide-react/icons/eye";
import type { ProjectClient, Shared } from "../../../api/gen/types.gen";
import { StatusBadge } from "../../../ui/status-badge";

/** Marks what clients can see, and says which of them. */
export function ClientBadge(props: {
  shared: Shared;
  clients: ProjectClient[];
  /** The name of the folder it is shared through, when it is. */
  folder?: string;
}) {
  const { shared, clients, folder } = props;
  if (shared.with === "nobody") return null;
  const names = namesOf(shared, clients);
  const all = `Shared with ${names.join(", ")}${folder ? ` through the folder “${folder}”` : ""}`;
  return (
    <span title={all}>
      <StatusBadge tone="info" icon={<Eye />}>
        <span aria-hidden>Client · {brief(names)}</span>
        <span className="visually-hidden">{all}</span>
      </StatusBadge>
    </span>
  );
}

function namesOf(shared: Shared, clients: ProjectClient[]): string[] {
  if (shared.with === "everyone") return ["everyone"];
  return shared.client_ids.map(
    (id) => clients.find((client) => client.id === id)?.name ?? "a client without access",
  );
}

function brief([first, ...others]: string[]): string {
  return others.length > 0 ? `${first} +${others.length}` : (first ?? "chosen");
}
