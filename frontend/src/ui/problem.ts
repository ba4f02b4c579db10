import type { FieldError } from "../api/gen/types.gen";

/** What a failure says to a person. */
export interface Trouble {
  title: string;
  detail: string | null;
  requestId: string | null;
  status: number;
  errors: FieldError[];
}

/** Why it was refused, as precisely as it is known. */
export function reasonOf({ errors, detail }: Pick<Trouble, "errors" | "detail">): string | null {
  return errors.length > 0 ? errors.map(({ message }) => message).join(" ") : detail;
}

const STALE: Pick<Trouble, "title" | "detail"> = {
  title: "Someone else changed this in the meantime",
  detail: "What you typed is still here. Look at the latest version, then save again.",
};

const FORBIDDEN: Pick<Trouble, "title" | "detail"> = {
  title: "Your role may not do this",
  detail: "Ask an owner or admin of your organisation.",
};

const UNREACHABLE: Trouble = {
  title: "Lintel could not be reached",
  detail: "Check your connection and try again. What you typed is kept.",
  requestId: null,
  status: 0,
  errors: [],
};

/** Reads the API's problem out of whatever was thrown; anything else counts as a lost connection. */
export function troubleOf(error: unknown): Trouble {
  if (!isProblem(error)) return UNREACHABLE;
  return {
    ...wordsOf(error),
    requestId: error.requestId ?? null,
    status: error.status,
    errors: error.errors ?? [],
  };
}

function wordsOf(error: ProblemLike): Pick<Trouble, "title" | "detail"> {
  if (error.status === 412) return STALE;
  if (error.type === "forbidden") return FORBIDDEN;
  return { title: error.title, detail: error.detail ?? null };
}

interface ProblemLike {
  type?: string;
  status: number;
  title: string;
  detail?: string | null;
  requestId?: string | null;
  errors?: FieldError[];
}

function isProblem(error: unknown): error is ProblemLike {
  return (
    typeof error === "object" &&
    error !== null &&
    "status" in error &&
    typeof error.status === "number" &&
    "title" in error &&
    typeof error.title === "string"
  );
}
