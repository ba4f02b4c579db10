import { expect, it } from "vitest";
import type { Activity, AuditEntry } from "../../api/gen/types.gen";
import { activitySentence, auditSentence } from "./acts";

it.each([
  ["client.invited", "Ann Lee", "invited client “Ann Lee”"],
  ["share.created", "Plans", "shared “Plans”"],
  ["portal.switched_off", null, "switched off the Client Portal"],
  ["plan.changed", null, "changed plan"],
])("%s reads well", (action, subject_name, sentence) => {
  expect(auditSentence({ action, subject_name } as AuditEntry)).toBe(sentence);
});

it("says what was done to what", () => {
  expect(activitySentence({ verb: "uploaded", item_title: "Plan.pdf" } as Activity)).toBe(
    "uploaded “Plan.pdf”",
  );
});
