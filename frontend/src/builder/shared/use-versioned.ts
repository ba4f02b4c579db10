import type { UseFormReturnType } from "@mantine/form";
import { useEffect, useRef } from "react";

interface Versioned extends Record<string, unknown> {
  version: number;
}

const fieldsOf = (values: Versioned) => JSON.stringify({ ...values, version: null });

/**
 * Keeps a form on the latest version of what it edits. A change of other fields goes unnoticed; one of these
 * fields is taken over, unless something was typed: then `outdated` is true and the person decides.
 */
export function useVersioned<V extends Versioned>(form: UseFormReturnType<V>, latest: V) {
  const base = useRef(latest);
  const newer = latest.version > form.values.version;
  const touched = newer && fieldsOf(latest) !== fieldsOf(base.current);

  const take = (values: V, shown = values) => {
    base.current = values;
    form.setInitialValues(values);
    form.setValues({ ...shown, version: values.version });
  };

  useEffect(() => {
    if (!newer) return;
    if (!form.isDirty()) take(latest);
    else if (!touched) take(latest, form.getValues());
  });

  return { take, outdated: touched && form.isDirty() };
}
