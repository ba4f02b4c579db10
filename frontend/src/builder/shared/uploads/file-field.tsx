import FileCheck from "lucide-react/icons/file-check";
import FileUp from "lucide-react/icons/file-up";
import { type ReactNode, useId } from "react";
import { fileSize } from "../../../lib/bytes";
import classes from "./file-field.module.css";

/** One file of a form, chosen or dropped; takes what `form.getInputProps` gives. */
export function FileField(props: {
  label: string;
  accept?: string;
  value?: File | null;
  error?: ReactNode;
  onChange?: (file: File | null) => void;
}) {
  const { value, error } = props;
  const id = useId();
  const fault = useId();
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {props.label}
      </label>
      <div
        className={classes.drop}
        data-chosen={value ? true : undefined}
        data-error={error ? true : undefined}
      >
        {value ? <FileCheck size={24} aria-hidden /> : <FileUp size={24} aria-hidden />}
        <span className={classes.words} aria-live="polite">
          {value ? value.name : "Choose a file, or drop it here"}
          {value && <span className={classes.note}>{fileSize(value.size)} · choose another</span>}
        </span>
        <input
          id={id}
          type="file"
          className={classes.input}
          accept={props.accept}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? fault : undefined}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // Closing the chooser without a choice takes nothing away.
            if (file) props.onChange?.(file);
          }}
        />
      </div>
      {error && (
        <p id={fault} className={classes.error}>
          {error}
        </p>
      )}
    </div>
  );
}
