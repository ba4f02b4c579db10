import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { Answer, Field, Picture } from "../../api/gen/types.gen";
import type { WaitingPicture } from "../shared/drafts/draft";
import { PicturesField } from "../shared/records/pictures-field";
import { fails, limitsInWords } from "./answers";
import classes from "./report-editor.module.css";

const Signature = lazy(() => import("./signature"));

const YES_NO = [
  ["yes", "Yes"],
  ["no", "No"],
  ["na", "N. a."],
] as const;

/** One question, as large as a thumb needs it. */
export function FieldInput(props: {
  field: Field;
  answer: Answer;
  error?: string;
  pictures: Picture[];
  waiting: WaitingPicture[];
  onChange: (answer: Answer) => void;
  onFiles: (files: File[]) => void;
  onSigned: (picture: Blob) => void;
  onWaitingCaption: (key: string, caption: string) => void;
  onWaitingRemove: (key: string) => void;
  onPicturesChanged: () => void;
}) {
  const { field, answer, error, onChange } = props;
  const failed = fails(field, answer);
  const [noting, setNoting] = useState(false);
  const showsNote = noting || failed || !!answer.note;
  return (
    <fieldset
      className={classes.field}
      data-failed={failed || undefined}
      data-invalid={error ? true : undefined}
      tabIndex={-1}
    >
      <legend className={classes.label}>
        {field.label}
        {field.required && <span aria-hidden> *</span>}
        {field.required && <span className="visually-hidden"> (required)</span>}
      </legend>
      {field.help && <span className={classes.help}>{field.help}</span>}
      <Value {...props} />
      {error && <span className={classes.error}>{error}</span>}
      {failed && field.kind !== "photo" && (
        <span className={classes.error}>This fails. Say what was found, and add a photo.</span>
      )}
      {showsNote ? (
        <Textarea
          label="Note"
          rows={2}
          value={answer.note ?? ""}
          onChange={(event) => onChange({ ...answer, note: event.currentTarget.value || null })}
        />
      ) : (
        <div>
          <Button variant="subtle" px="xs" onClick={() => setNoting(true)}>
            Add a note
          </Button>
        </div>
      )}
      {(failed || field.kind === "photo" || props.pictures.length > 0) &&
        field.kind !== "signature" && (
          <PicturesField
            pictures={props.pictures}
            waiting={props.waiting}
            onAdd={props.onFiles}
            onWaitingCaption={props.onWaitingCaption}
            onWaitingRemove={props.onWaitingRemove}
            onChanged={props.onPicturesChanged}
          />
        )}
    </fieldset>
  );
}

function Value(props: Parameters<typeof FieldInput>[0]) {
  const { field, answer, onChange } = props;
  const set = (value: string) => onChange({ ...answer, value: value || null });
  const label = field.label;
  switch (field.kind) {
    case "yes_no":
      return (
        <div className={classes.buttons}>
          {YES_NO.map(([value, word]) => (
            <Button
              key={value}
              size="md"
              variant={answer.value === value ? "filled" : "default"}
              color={answer.value === value && field.fails_on.includes(value) ? "red.9" : undefined}
              aria-pressed={answer.value === value}
              onClick={() => set(answer.value === value ? "" : value)}
            >
              {word}
            </Button>
          ))}
        </div>
      );
    case "text":
      return (
        <Textarea
          aria-label={label}
          rows={2}
          value={answer.value ?? ""}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case "number":
      return (
        <TextInput
          aria-label={label}
          inputMode="decimal"
          description={limitsInWords(field)}
          rightSection={field.unit}
          rightSectionWidth={field.unit ? `${field.unit.length + 2}ch` : undefined}
          value={answer.value ?? ""}
          onChange={(event) => set(event.currentTarget.value.replace(",", "."))}
        />
      );
    case "date":
      return (
        <TextInput
          type="date"
          aria-label={label}
          value={answer.value ?? ""}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case "choice":
      return field.multiple ? (
        <Checkbox.Group
          aria-label={label}
          value={answer.choices}
          onChange={(choices) => onChange({ ...answer, choices })}
        >
          {field.choices.map((choice) => (
            <Checkbox key={choice} value={choice} label={choice} my="xs" />
          ))}
        </Checkbox.Group>
      ) : (
        <div className={classes.buttons}>
          {field.choices.map((choice) => {
            const on = answer.choices.includes(choice);
            return (
              <Button
                key={choice}
                variant={on ? "filled" : "default"}
                aria-pressed={on}
                onClick={() => onChange({ ...answer, choices: on ? [] : [choice] })}
              >
                {choice}
              </Button>
            );
          })}
        </div>
      );
    case "signature":
      return (
        <>
          <TextInput
            label="Name of who signs"
            value={answer.value ?? ""}
            onChange={(event) => set(event.currentTarget.value)}
          />
          <Suspense fallback={null}>
            <Signature label={`Draw the signature: ${label}`} onDrawn={props.onSigned} />
          </Suspense>
          {props.pictures.length + props.waiting.length > 0 && (
            <span className={classes.help} role="status">
              {props.waiting.length > 0 ? "The signature is on its way." : "Signed."}
            </span>
          )}
        </>
      );
    default:
      return null;
  }
}
