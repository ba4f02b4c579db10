import type { Activity, AuditEntry } from "../../api/gen/types.gen";

const actsByName: Record<string, string> = {
  "share.created": "shared",
  "share.revoked": "unshared",
};

/** "uploaded “Ground floor.pdf”": the server's verb with what it was done to. */
export function activitySentence({ verb, item_title }: Activity): string {
  return sentence(words(verb), item_title);
}

/** "invited client “Ann Lee”": an act of the audit log is named by a kind and a verb in the past. */
export function auditSentence({ action, subject_name }: AuditEntry): string {
  const [kind = "", verb = ""] = action.split(".");
  return sentence(actsByName[action] ?? words(`${verb} ${kind}`), subject_name);
}

const sentence = (act: string, name: string | null) => (name ? `${act} “${name}”` : act);

const words = (name: string) => name.replaceAll("_", " ").trim();
