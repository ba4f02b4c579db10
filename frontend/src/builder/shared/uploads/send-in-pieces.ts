import { DetailedError, Upload } from "tus-js-client";
import { refreshSession } from "../../../api/client";
import { problemOf } from "./post-form";
import { PIECE, type SendOptions } from "./send-form";

/** Waits of the first tries; after them it is for the caller to go on. */
const DELAYS = [1000, 3000, 6000];

/** The session has been renewed by then, or the server is asked anew how far the file had come. */
const settledByAsking = [401, 409, 423];

const worthAnotherTry = (status: number, impatient: boolean) =>
  settledByAsking.includes(status) ||
  (!impatient && (status === 0 || status === 429 || status >= 500));

type Options = Omit<SendOptions, "key">;

/** Sends a file by the tus protocol, going on where an earlier try was cut off, and gives its address. */
export async function sendInPieces(file: File, options: Options): Promise<string> {
  const { uploadUrl } = options;
  if (!uploadUrl) return send(file, options);
  try {
    return await send(file, options);
  } catch (error) {
    // The server has thrown it away: from the start again.
    if (isGone(error)) return send(file, { ...options, uploadUrl: null });
    throw error;
  }
}

const isGone = (error: unknown) =>
  typeof error === "object" && error !== null && "status" in error && error.status === 404;

function send(file: File, options: Options) {
  const { projectId, uploadUrl, progress, resumable, signal, impatient = false } = options;
  return new Promise<string>((resolve, reject) => {
    const cancelled = () => reject(new DOMException("The upload was cancelled", "AbortError"));
    if (signal?.aborted) return cancelled();
    const upload = new Upload(file, {
      endpoint: uploadUrl ? null : `/api/v1/projects/${projectId}/uploads`,
      uploadUrl: uploadUrl ?? null,
      chunkSize: PIECE,
      retryDelays: DELAYS,
      metadata: { filename: file.name },
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        if (!upload.url) return;
        // With an endpoint it would begin anew whenever it is not told at once how far it had come.
        upload.options.endpoint = null;
        resumable?.(upload.url);
      },
      onProgress: (sent) => progress?.(sent),
      onAfterResponse: async (_request, response) => {
        if (response.getStatus() === 401) await refreshSession();
      },
      onShouldRetry: ({ originalResponse }) =>
        worthAnotherTry(originalResponse?.getStatus() ?? 0, impatient),
      onError: (error) => reject(reasonOf(error)),
      onSuccess: () => (upload.url ? resolve(upload.url) : reject(new TypeError("No address"))),
    });
    signal?.addEventListener("abort", () => {
      // What has come of it is thrown away on the server; should that fail, it does so itself in a day.
      upload.abort(true).catch(() => {});
      cancelled();
    });
    upload.start();
  });
}

function reasonOf(error: Error): Error {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  return answer ? problemOf(answer.getUnderlyingObject()) : new TypeError(error.message);
}
