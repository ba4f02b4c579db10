import type { QueryClient } from "@tanstack/react-query";
import { createFolder, listFolders } from "../../../api/gen/sdk.gen";
import type { Module } from "../../../api/gen/types.gen";
import { invalidate } from "../../../api/invalidate";
import { requestKey } from "../../../ui/request-key";
import { Folders } from "./folders";
import { type Send, type Target, UploadQueue } from "./queue";
import { sendForm } from "./send-form";

const sections = {
  document: "documents",
  drawing: "drawings",
  photo: "photos",
} as const satisfies Record<Target["kind"], Module>;

/** How often lists are asked for again while files land, and how soon after one. */
const FRESHEN = 2000;
const SOON = 200;

const folders = new Folders({
  list: async (id, kind) =>
    (await listFolders({ path: { id }, query: { module: sections[kind] } })).data.items,
  make: async (id, kind, folder) => {
    const body = { ...folder, module: sections[kind] };
    const headers = { "Idempotency-Key": requestKey() };
    return (await createFolder({ path: { id }, body, headers })).data;
  },
});

const send: Send = async ({ batch, target, path, file, key, uploadUrl }, on, signal) => {
  const { projectId, kind, fields } = target;
  const parent_id = await folders.idFor(batch, target, path);
  signal.throwIfAborted();
  const options = { projectId, key, signal, uploadUrl, impatient: true, ...on };
  await sendForm(
    `/api/v1/projects/${projectId}/${sections[kind]}`,
    { ...fields, parent_id },
    file,
    options,
  );
};

/** The one queue of the app. What is on screen fills as files land. */
export function startUploads(queryClient: QueryClient): UploadQueue {
  let due = false;
  let last = 0;
  const landed = () => {
    if (due) return;
    due = true;
    const freshen = () => {
      due = false;
      last = Date.now();
      void invalidate(queryClient, "items");
    };
    window.setTimeout(freshen, Math.max(SOON, last + FRESHEN - Date.now()));
  };
  const queue = new UploadQueue(send, landed);
  window.addEventListener("online", () => queue.resume());
  return queue;
}
