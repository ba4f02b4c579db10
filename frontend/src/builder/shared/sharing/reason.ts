import type { Sharing } from "../../../api/gen/types.gen";

const reasons: Record<NonNullable<Sharing["reason"]>, string> = {
  portal_off:
    "The Client Portal is off for your organisation. It is switched on in Settings › Client Portal.",
  project_portal_off:
    "The portal of this project is off. It is switched on in the project's settings.",
  no_client: "This project has no client yet. Invite one on the Clients tab.",
  role: "Your role may not share with clients. Ask someone who runs the project.",
  module_off: "This section is switched off for clients in Settings › Organisation.",
};

/** Why sharing cannot work here now, in words ([H6]); null when it can. */
export function whyNotShare({ can_share, reason }: Sharing): string | null {
  if (can_share) return null;
  return reason ? reasons[reason] : "Sharing is not possible here at the moment.";
}
