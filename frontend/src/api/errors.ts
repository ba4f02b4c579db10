import type { FieldError, Problem } from "./gen/types.gen";

/** What every call of the API fails with: the server's problem details, or the lack of a server. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  /** The stable slug, such as "invite-expired"; "offline" when no answer came. */
  readonly type: string;
  readonly title: string;
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly detail: string | null;
  readonly requestId: string | null;
  readonly errors: FieldError[];

  constructor(
    init: Pick<ApiProblem, "type" | "title" | "status"> &
      Partial<Pick<ApiProblem, "detail" | "requestId" | "errors" | "cause">>,
  ) {
    super(init.detail ?? init.title, { cause: init.cause });
    this.type = init.type;
    this.title = init.title;
    this.status = init.status;
    this.detail = init.detail ?? null;
    this.requestId = init.requestId ?? null;
    this.errors = init.errors ?? [];
  }
}

const PREFIX = /^.*\/problems\//;

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "title" in body && "status" in body;
}

/** Turns what a call threw, and the answer it came with if there was one, into one problem. */
export function toProblem(thrown: unknown, response?: Response): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  if (isProblem(thrown)) {
    return new ApiProblem({
      type: thrown.type.replace(PREFIX, ""),
      title: thrown.title,
      status: thrown.status,
      detail: thrown.detail,
      requestId: thrown.request_id ?? response?.headers.get("x-request-id"),
      errors: thrown.errors ?? [],
    });
  }
  if (response && !response.ok) {
    return new ApiProblem({
      type: response.status >= 500 ? "unavailable" : "unexpected",
      title: "The server could not answer",
      status: response.status,
      detail: "Please try again in a moment.",
      requestId: response.headers.get("x-request-id"),
    });
  }
  if (!response && thrown instanceof TypeError) {
    return new ApiProblem({
      type: "offline",
      title: "No connection",
      status: 0,
      detail: "We could not reach the server. Check your connection and try again.",
      cause: thrown,
    });
  }
  return new ApiProblem({
    type: "unexpected",
    title: "Something went wrong",
    status: response?.status ?? 0,
    detail: "Please reload the page and try again.",
    cause: thrown,
  });
}

/** The messages for single fields, by pointer ("/email"); the first one where a field has several. */
export function fieldErrors(problem: unknown): Record<string, string> {
  const messages: Record<string, string> = {};
  if (problem instanceof ApiProblem)
    for (const { pointer, message } of problem.errors) messages[pointer] ??= message;
  return messages;
}
