import { refreshSession } from "../../../api/client";
import { toProblem } from "../../../api/errors";

export interface PostOptions {
  /** The Idempotency-Key. */
  key: string;
  progress?: (sent: number) => void;
  signal?: AbortSignal;
}

/** Posts a form with XMLHttpRequest, because fetch tells no progress of what goes out. Gives the answer's JSON. */
export async function postForm<Answer>(
  url: string,
  form: () => FormData,
  options: PostOptions,
): Promise<Answer> {
  const first = await post(url, form(), options);
  const last =
    first.status === 401 && (await refreshSession()) ? await post(url, form(), options) : first;
  if (last.status < 200 || last.status >= 300) throw problemOf(last);
  return JSON.parse(last.responseText);
}

function post(url: string, form: FormData, { key, progress, signal }: PostOptions) {
  return new Promise<XMLHttpRequest>((resolve, reject) => {
    const cancelled = () => reject(new DOMException("The upload was cancelled", "AbortError"));
    if (signal?.aborted) return cancelled();
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Idempotency-Key", key);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => progress?.(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new TypeError("The upload was cut off"));
    request.onabort = cancelled;
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

/** What the server refused an XMLHttpRequest with. */
export function problemOf(answer: XMLHttpRequest) {
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
