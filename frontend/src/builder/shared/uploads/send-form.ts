import { fieldErrors } from "../../../api/errors";
import { requestKey } from "../../../ui/request-key";
import { type PostOptions, postForm } from "./post-form";

/** A file larger than this goes in pieces, so that a lost connection costs one piece at most. */
export const PIECE = 8 * 1024 * 1024;

export type Fields = Record<string, string | null | undefined>;

export interface SendOptions extends PostOptions {
  projectId: string;
  /** Where the server keeps what it has got of the file already. */
  uploadUrl?: string | null;
  /** Gives up as soon as the connection is lost: the caller tries again. */
  impatient?: boolean;
  /** Told where the server keeps what it has got, as soon as that is known. */
  resumable?: (uploadUrl: string) => void;
}

/** What is known of files sent before on this page, for a form that is sent again. */
const known = new WeakMap<File, { projectId: string; uploadUrl: string; complete: boolean }>();

/**
 * Sends one file with the fields of its form to `url` and gives the answer's JSON, typed by the caller. A
 * large file goes first, in pieces by the tus protocol, and is then named in the form as `upload_id`. Fields
 * that are null, undefined or empty are left out. Rejects with an `ApiProblem`, a `TypeError` when the
 * connection broke, or an `AbortError`. In a component, `useFormUpload` keeps the progress for the screen.
 */
export async function sendForm<Answer>(
  url: string,
  fields: Fields,
  file: File,
  options: SendOptions,
): Promise<Answer> {
  if (file.size <= PIECE) return postForm(url, () => formOf(fields, file), options);

  const post = async (uploadUrl: string, key: string) => {
    const upload_id = new URL(uploadUrl, window.location.href).pathname.split("/").at(-1);
    const form = () => formOf({ ...fields, upload_id });
    const answer = await postForm<Answer>(url, form, { key, signal: options.signal });
    known.delete(file);
    return answer;
  };
  // All of it was there when the form was refused, or when its answer was lost.
  const before = known.get(file);
  if (!before?.complete || before.projectId !== options.projectId)
    return post(await inPieces(file, options), options.key);
  try {
    return await post(before.uploadUrl, options.key);
  } catch (error) {
    if (!("/upload_id" in fieldErrors(error))) throw error;
    known.delete(file);
    // The refusal is kept under the old key.
    return post(await inPieces(file, options), requestKey());
  }
}

async function inPieces(file: File, options: SendOptions): Promise<string> {
  const { projectId } = options;
  const before = known.get(file);
  const { sendInPieces } = await import("./send-in-pieces");
  const uploadUrl = await sendInPieces(file, {
    ...options,
    uploadUrl: options.uploadUrl ?? (before?.projectId === projectId ? before.uploadUrl : null),
    resumable: (uploadUrl) => {
      known.set(file, { projectId, uploadUrl, complete: false });
      options.resumable?.(uploadUrl);
    },
  });
  known.set(file, { projectId, uploadUrl, complete: true });
  return uploadUrl;
}

function formOf(fields: Fields, file?: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  if (file) form.append("file", file, file.name);
  return form;
}
