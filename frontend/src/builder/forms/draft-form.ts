import type { Field, FieldKind, Section } from "../../api/gen/types.gen";
import { requestKey } from "../../ui/request-key";

export const KINDS: Record<FieldKind, string> = {
  yes_no: "Yes, no or not applicable",
  text: "Text",
  number: "Number",
  choice: "Choice",
  date: "Day",
  photo: "Photos",
  signature: "Signature",
};

export const newField = (): Field => ({
  id: `f_${requestKey().slice(0, 10)}`,
  label: "",
  help: null,
  kind: "yes_no",
  required: false,
  unit: null,
  min: null,
  max: null,
  choices: [],
  multiple: false,
  fails_on: ["no"],
  fails_outside: false,
});

/** A field of another kind: what only the one before had is gone. */
export const ofKind = (field: Field, kind: FieldKind): Field => ({
  ...newField(),
  id: field.id,
  label: field.label,
  help: field.help,
  required: field.required,
  kind,
  fails_on: kind === "yes_no" ? ["no"] : [],
  fails_outside: kind === "number",
});

/** A list with the thing at one place moved by one step; as it was at its ends. */
export function moved<T>(list: T[], at: number, by: -1 | 1): T[] {
  const to = at + by;
  const [one, other] = [list[at], list[to]];
  if (one === undefined || other === undefined) return list;
  return list.with(at, other).with(to, one);
}

export const newSection = (): Section => ({ title: "", fields: [newField()] });
