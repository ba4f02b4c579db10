import type { Activity, AuditEntry } from "../../api/gen/types.gen";

/** "uploaded Ground floor.pdf": the verb of the server with the thing it was done to. */
export function activitySentence({ verb, item_title }: Activity): string {
  return [words(verb), item_title && `“${item_title}”`].filter(Boolean).join(" ");
}

/** "client invited: Ann Lee": what the audit log calls the act, and whom or what it concerned. */
export function auditSentence({ action, subject_name }: AuditEntry): string {
  return subject_name ? `${words(action)}: ${subject_name}` : words(action);
}

const words = (name: string) => name.replaceAll(/[._]/g, " ");
