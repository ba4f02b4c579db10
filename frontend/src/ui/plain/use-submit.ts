import { type FormEvent, useEffect, useRef, useState } from "react";
import { splitTrouble } from "../form-errors";
import { type Trouble, troubleOf } from "../problem";

interface State {
  busy: boolean;
  /** Messages by the name of the input. */
  fields: Record<string, string>;
  /** What belongs to no input of the form. */
  trouble: Trouble | null;
}

const CALM: State = { busy: false, fields: {}, trouble: null };

/**
 * Sends a form's inputs by their names. What the server says about a field lands on the input of that name
 * ("/email" on `email`), the first of them gets the focus, and nothing that was typed is lost.
 */
export function useSubmit(send: (values: Record<string, string>) => Promise<unknown>) {
  const [state, setState] = useState(CALM);
  const sent = useRef<HTMLFormElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer of the server
  useEffect(() => {
    sent.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [state.fields]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.busy) return;
    const form = event.currentTarget;
    sent.current = form;
    const values = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value)]),
    );
    setState({ ...CALM, busy: true });
    try {
      await send(values);
      setState(CALM);
    } catch (error) {
      const { fields, rest } = splitTrouble(troubleOf(error), Object.keys(values));
      setState({ busy: false, fields, trouble: rest });
    }
  };

  return { ...state, onSubmit };
}
