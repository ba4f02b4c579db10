import type { UseFormReturnType } from "@mantine/form";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { type FieldNames, splitTrouble } from "./form-errors";
import { type Trouble, troubleOf } from "./problem";
import { requestKey } from "./request-key";

type Headers = { "Idempotency-Key": string };

/**
 * Sends a form. Field errors of the server land on their fields, the first one gets the focus, and what was
 * typed stays. When no answer came, the same input goes out again under the same key, so that nothing
 * happens twice.
 */
export function useSubmit<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  save: (values: Values, headers: Headers) => Promise<unknown>,
  names?: FieldNames,
) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const refused = useRef<HTMLFormElement | null>(null);
  const unanswered = useRef<{ key: string; input: string } | null>(null);

  // Once the errors stand on the screen, the first one gets the focus.
  useEffect(() => {
    if (busy || !refused.current) return;
    refused.current.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
    refused.current = null;
  });

  const send = async (values: Values, element: HTMLFormElement | null) => {
    const input = JSON.stringify(values);
    const key = unanswered.current?.input === input ? unanswered.current.key : requestKey();
    setBusy(true);
    setTrouble(null);
    try {
      await save(values, { "Idempotency-Key": key });
      unanswered.current = null;
    } catch (error) {
      const read = troubleOf(error);
      unanswered.current = read.status === 0 || read.status >= 500 ? { key, input } : null;
      const { fields, rest } = splitTrouble(read, fieldPaths(values), names);
      form.setErrors(fields as Parameters<typeof form.setErrors>[0]);
      setTrouble(rest);
      refused.current = element;
    } finally {
      setBusy(false);
    }
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const element = event.currentTarget;
    form.onSubmit(
      (values) => void send(values as Values, element),
      () => {
        refused.current = element;
      },
    )(event);
  };

  return { onSubmit, busy, trouble };
}

function fieldPaths(values: Record<string, unknown>, prefix = ""): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    const nested = typeof value === "object" && value !== null && !Array.isArray(value);
    return nested ? [path, ...fieldPaths(value as Record<string, unknown>, `${path}.`)] : [path];
  });
}
