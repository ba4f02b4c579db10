import { refreshSession } from "../../../api/client";
import { toProblem } from "../../../api/errors";
import type { Send } from "./queue";

/** Sends a file with XMLHttpRequest, because fetch tells no progress of what goes out. */
export const sendFile: Send = async (upload, onProgress, signal) => {
  const first = await post(upload, onProgress, signal);
  const last =
    first.status === 401 && (await refreshSession())
      ? await post(upload, onProgress, signal)
      : first;
  if (last.status < 200 || last.status >= 300) throw problemOf(last);
};

function post(
  { file, target, key }: Parameters<Send>[0],
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/projects/${target.projectId}/documents`);
    request.setRequestHeader("Idempotency-Key", key);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new TypeError("The upload was cut off"));
    request.onabort = () => reject(new DOMException("The upload was cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    const body = new FormData();
    if (target.folderId) body.append("parent_id", target.folderId);
    body.append("file", file, file.name);
    request.send(body);
  });
}

function problemOf(answer: XMLHttpRequest) {
  const headers = new Headers({ "x-request-id": answer.getResponseHeader("x-request-id") ?? "" });
  return toProblem(
    parse(answer.responseText),
    new Response(null, { status: answer.status, headers }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
