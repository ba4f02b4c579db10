import type { Discipline, Item } from "../../api/gen/types.gen";
import { nextRevision } from "../../lib/revisions";
import type { Trouble } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { guessFrom } from "./file-name";

/** A file on its way to become a drawing, or a revision of one, with what is said of it so far. */
export interface Incoming {
  id: string;
  file: File;
  number: string;
  title: string;
  /** Null until somebody typed one: then what the file's name or the drawing's last revision suggests. */
  revision: string | null;
  guessed: string;
  discipline: Discipline;
  /** Where its number is there already: whether it becomes the next revision of that drawing. */
  asRevision: boolean;
  state: "waiting" | "sending" | "done";
  errors: Partial<Record<Field, string>>;
  trouble: Trouble | null;
  /** The Idempotency-Key of its request. */
  key: string;
}

export type Field = "number" | "title" | "revision" | "discipline" | "file";

export function incomingFrom(file: File): Incoming {
  const { number, title, revision, discipline } = guessFrom(file.name);
  return {
    id: requestKey(),
    file,
    number,
    title,
    revision: null,
    guessed: revision,
    discipline: discipline || "other",
    asRevision: true,
    state: "waiting",
    errors: {},
    trouble: null,
    key: requestKey(),
  };
}

export const numberKey = (number: string) => number.trim().toLowerCase();

/** What stands in the field for the revision. */
export function revisionOf(one: Incoming, known: Item | undefined): string {
  if (one.revision !== null) return one.revision;
  return one.guessed || nextRevision(known?.drawing?.revision);
}

/** What is missing or cannot be, field by field. `known` gives the drawing that has a number already. */
export function faultsOf(
  one: Incoming,
  all: readonly Incoming[],
  known: Item | undefined,
): Incoming["errors"] {
  const errors: Incoming["errors"] = {};
  const number = numberKey(one.number);
  if (!number) errors.number = "Enter its number, such as A-101.";
  else if (all.some((other) => other.id !== one.id && numberKey(other.number) === number))
    errors.number = "Another of these files has the same number.";
  else if (known && !one.asRevision) errors.number = "This number is taken. Give it another one.";
  if (!known && !one.title.trim()) errors.title = "Enter its title.";
  if (!revisionOf(one, known).trim()) errors.revision = "Enter its revision, such as A or 1.";
  return errors;
}
