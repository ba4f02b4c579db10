import type { Activity, AuditEntry } from "../../api/gen/types.gen";

/** Acts whose name alone does not make a sentence with their subject. */
const acts: Record<string, string> = {
  "client.access_ended": "ended access for",
  "client.access_granted": "gave access to",
  "client.invitation_resent": "sent a new invite to",
  "client.restored": "gave access back to",
  "client.revoked": "revoked the access of",
  "member.invitation_resent": "sent a new invite to",
  "member.projects_changed": "changed the projects of",
  "member.role_changed": "changed the role of",
  "module.switched_off": "switched off a section of the portal",
  "module.switched_on": "switched on a section of the portal",
  "photo_location.shared": "let clients see where photos were taken",
  "photo_location.withheld": "hid from clients where photos were taken",
  "portal.switched_off": "switched off the Client Portal",
  "portal.switched_on": "switched on the Client Portal",
  "project.portal_switched_off": "closed the portal of",
  "project.portal_switched_on": "opened the portal of",
  "share.created": "shared",
  "share.revoked": "unshared",
};

/** "uploaded “Ground floor.pdf”": the server's verb with what it was done to. */
export function activitySentence({ verb, item_title }: Activity): string {
  return sentence(words(verb), item_title);
}

/** "invited client “Ann Lee”": an act of the audit log is named by a kind and a verb in the past. */
export function auditSentence({ action, subject_kind, subject_name }: AuditEntry): string {
  const [kind = "", verb = ""] = action.split(".");
  const name = subject_kind === "organisation" ? null : subject_name;
  return sentence(acts[action] ?? words(`${verb} ${kind}`), name);
}

const sentence = (act: string, name: string | null) => (name ? `${act} “${name}”` : act);

const words = (name: string) => name.replaceAll("_", " ").trim();
