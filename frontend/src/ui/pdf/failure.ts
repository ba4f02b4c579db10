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
  message?: unknown;
  details?: unknown;
  code?: unknown;
  status?: unknown;
}

/** The second of the codes of pdf.js: a password was given, and does not open it. */
const WRONG = 2;

/** What browsers and pdf.js say where a part of the file, or of pdf.js itself, did not arrive. */
const CUT_OFF = /fetch|network|load failed|imported module|fake worker/i;

/** Reads what pdf.js or the browser threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { name, message, details, code, status } = (
    typeof error === "object" && error ? error : {}
  ) as Thrown;
  if (name === "PasswordException")
    return new Failure(code === WRONG ? "wrong-password" : "password");
  if (name === "ResponseException") {
    if (status === 404 || status === 403) return new Failure("gone");
    return new Failure("unreachable");
  }
  const isCutOff = navigator.onLine === false || CUT_OFF.test(`${message} ${details}`);
  return new Failure(isCutOff ? "unreachable" : "unreadable");
}
