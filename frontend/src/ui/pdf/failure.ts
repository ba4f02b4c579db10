/** Why a file is not on the screen. */
export type FailureKind = "password" | "wrong-password" | "gone" | "unreachable" | "unreadable";

export class Failure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind) {
    super(kind);
    this.kind = kind;
  }
}

interface Thrown {
  name?: unknown;
  code?: unknown;
  status?: unknown;
}

/** The second of the codes of pdf.js: a password was given, and does not open it. */
const WRONG = 2;

/** Reads what pdf.js or the browser threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { name, code, status } = (typeof error === "object" && error ? error : {}) as Thrown;
  if (name === "PasswordException")
    return new Failure(code === WRONG ? "wrong-password" : "password");
  if (name === "ResponseException") {
    if (status === 404 || status === 403) return new Failure("gone");
    return new Failure("unreachable");
  }
  // fetch says so where there is no connection; pdf.js passes it on with that name.
  if (name === "TypeError" || name === "UnknownErrorException") return new Failure("unreachable");
  return new Failure("unreadable");
}
