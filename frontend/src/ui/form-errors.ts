import type { FieldError } from "../api/gen/types.gen";
import { reasonOf, type Trouble } from "./problem";

/** Where each field of the request stands on the form; a pointer that is not named keeps its own name. */
export type FieldNames = Record<string, string>;

export interface SplitTrouble {
  /** Messages by form field. */
  fields: Record<string, string>;
  /** What belongs to no field on the screen and is said above the buttons. */
  rest: Trouble | null;
}

/**
 * Puts the server's field errors on their fields: `/email` belongs to `email`, `/branding/colour` to
 * `branding.colour`, `/project_ids/2` to `project_ids`. What lands nowhere stays a message of the form.
 */
export function splitTrouble(
  trouble: Trouble,
  formFields: readonly string[],
  names: FieldNames = {},
): SplitTrouble {
  const fields: Record<string, string> = {};
  const homeless: FieldError[] = [];
  for (const error of trouble.errors) {
    const field = fieldOf(error.pointer, formFields, names);
    if (!field) homeless.push(error);
    else fields[field] = fields[field] ? `${fields[field]} ${error.message}` : error.message;
  }
  if (trouble.errors.length > 0 && homeless.length === 0) return { fields, rest: null };
  const rest = { ...trouble, errors: homeless };
  return { fields, rest: { ...rest, detail: reasonOf(rest) } };
}

function fieldOf(
  pointer: string,
  formFields: readonly string[],
  names: FieldNames,
): string | undefined {
  const steps = pointer.split("/").slice(1).map(unescapeStep);
  for (let length = steps.length; length > 0; length--) {
    const path = steps.slice(0, length).join(".");
    const field = names[path] ?? path;
    if (formFields.includes(field)) return field;
  }
  return undefined;
}

const unescapeStep = (step: string) => step.replaceAll("~1", "/").replaceAll("~0", "~");
