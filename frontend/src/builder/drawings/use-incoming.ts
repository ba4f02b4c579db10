import { useState } from "react";
import type { Item, Project, Version } from "../../api/gen/types.gen";
import { splitTrouble } from "../../ui/form-errors";
import { troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import type { PublishChoice } from "../shared/item/publish-choice";
import { seenBy } from "../shared/sharing/seen-by";
import { useFormUpload } from "../shared/uploads/use-form-upload";
import { useInvalidate } from "../shared/use-invalidate";
import { faultsOf, type Incoming, incomingFrom, revisionOf } from "./incoming";
import { useKnownNumbers } from "./use-known-numbers";

/** What is said once for all files that are added together. */
export interface Together extends PublishChoice {
  issued_on: string;
  note: string;
  publish: "now" | "later";
}

/** Where the server's words about the request belong; a file in pieces is named by its upload. */
const FIELDS = { label: "revision", upload_id: "file" };

/** Files that become drawings one after the other; those that the server refuses stay, with its reasons. */
export function useIncoming(project: Project, folderId: string | undefined, files: File[]) {
  const [all, setAll] = useState(() => files.map(incomingFrom));
  const [busy, setBusy] = useState(false);
  const upload = useFormUpload(project.id);
  const invalidate = useInvalidate();
  const known = useKnownNumbers(
    project.id,
    all.map(({ number }) => number),
  );

  const patch = (id: string, change: Partial<Incoming>) =>
    setAll((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));

  const sendOne = async (one: Incoming, together: Together) => {
    const existing = known.of(one.number);
    const said = {
      issued_on: together.issued_on,
      note: together.note.trim(),
    };
    if (!existing) {
      const fields = {
        ...said,
        number: one.number.trim(),
        title: one.title.trim(),
        discipline: one.discipline,
        revision: revisionOf(one, undefined).trim(),
        parent_id: folderId,
      };
      await upload.send<Item>(`/api/v1/projects/${project.id}/drawings`, fields, one.file, one.key);
      return;
    }
    const tells = seenBy(existing.shared, project) !== null && together.publish === "now";
    const fields = {
      ...said,
      label: revisionOf(one, existing).trim(),
      publish: String(together.publish === "now" || seenBy(existing.shared, project) === null),
      notify: String(tells && together.notify),
      ask_acknowledgement: String(tells && together.ask_acknowledgement),
    };
    const url = `/api/v1/items/${existing.id}/versions`;
    await upload.send<Version>(url, fields, one.file, one.key);
  };

  /** True when all of them are there. */
  const send = async (together: Together): Promise<boolean> => {
    const checked = all.map((one) => ({
      ...one,
      errors: faultsOf(one, all, known.of(one.number)),
      trouble: null,
    }));
    setAll(checked);
    if (checked.some(({ errors }) => Object.keys(errors).length > 0)) return false;
    setBusy(true);
    let refused = 0;
    for (const one of checked) {
      patch(one.id, { state: "sending" });
      try {
        await sendOne(one, together);
        setAll((all) => all.filter(({ id }) => id !== one.id));
      } catch (error) {
        if (isCancelled(error)) break;
        refused += 1;
        patch(one.id, { state: "waiting", ...refusalOf(one, error) });
      }
    }
    await invalidate("items");
    setBusy(false);
    return refused === 0;
  };

  return {
    all,
    known,
    busy,
    upload,
    send,
    change: (id: string, change: Partial<Incoming>) =>
      patch(id, { ...change, errors: {}, trouble: null, key: requestKey() }),
    remove: (id: string) => setAll((all) => all.filter((one) => one.id !== id)),
    add: (files: File[]) => setAll((all) => [...all, ...files.map(incomingFrom)]),
  };
}

/** Field errors on their fields; under the same key again only where no answer came. */
function refusalOf(one: Incoming, error: unknown): Partial<Incoming> {
  const trouble = troubleOf(error);
  const { fields, rest } = splitTrouble(
    trouble,
    ["number", "title", "revision", "discipline"],
    FIELDS,
  );
  const isOpen = trouble.status === 0 || trouble.status >= 500;
  return { errors: fields, trouble: rest, key: isOpen ? one.key : requestKey() };
}

const isCancelled = (error: unknown) =>
  error instanceof DOMException && error.name === "AbortError";
