import { ActionIcon, Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Copy from "lucide-react/icons/copy";
import Trash from "lucide-react/icons/trash-2";
import type { Field, FieldKind } from "../../api/gen/types.gen";
import { KINDS, ofKind } from "./draft-form";
import classes from "./forms.module.css";

/** One question of a form, with the settings of its kind in place. */
export function FieldEditor(props: {
  field: Field;
  /** As in "question 3". */
  name: string;
  /** The pointer of the field in what is sent, for what the server says of it. */
  at: string;
  errors: Record<string, string>;
  onChange: (field: Field) => void;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}) {
  const { field, name, at, errors, onChange } = props;
  const set = (part: Partial<Field>) => onChange({ ...field, ...part });
  return (
    <li className={classes.field}>
      <div className={classes.grid}>
        <TextInput
          label="Question"
          value={field.label}
          error={errors[`${at}/label`]}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <NativeSelect
          label="Answer"
          data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
          value={field.kind}
          onChange={(event) => onChange(ofKind(field, event.currentTarget.value as FieldKind))}
        />
      </div>
      <TextInput
        label="Help (optional)"
        value={field.help ?? ""}
        error={errors[`${at}/help`]}
        onChange={(event) => set({ help: event.currentTarget.value || null })}
      />
      {field.kind === "number" && (
        <div className={classes.grid}>
          <TextInput
            label="Unit"
            value={field.unit ?? ""}
            error={errors[`${at}/unit`]}
            onChange={(event) => set({ unit: event.currentTarget.value || null })}
          />
          <TextInput
            label="Least"
            inputMode="decimal"
            value={field.min ?? ""}
            error={errors[`${at}/min`]}
            onChange={(event) => set({ min: event.currentTarget.value || null })}
          />
          <TextInput
            label="Most"
            inputMode="decimal"
            value={field.max ?? ""}
            error={errors[`${at}/max`]}
            onChange={(event) => set({ max: event.currentTarget.value || null })}
          />
        </div>
      )}
      {field.kind === "choice" && (
        <Textarea
          label="Choices"
          description="One on a line."
          rows={3}
          defaultValue={field.choices.join("\n")}
          error={errors[`${at}/choices`] ?? choiceError(errors, at)}
          onChange={(event) => {
            const choices = event.currentTarget.value.split("\n").map((line) => line.trim());
            const kept = choices.filter(Boolean);
            set({ choices: kept, fails_on: field.fails_on.filter((one) => kept.includes(one)) });
          }}
        />
      )}
      <div className={classes.ticks}>
        <Checkbox
          label="Must be answered"
          checked={field.required}
          onChange={(event) => set({ required: event.currentTarget.checked })}
        />
        {field.kind === "choice" && (
          <Checkbox
            label="Several can be chosen"
            checked={field.multiple}
            onChange={(event) => set({ multiple: event.currentTarget.checked })}
          />
        )}
        {field.kind === "number" && (
          <Checkbox
            label="Outside of the limits fails"
            checked={field.fails_outside}
            onChange={(event) => set({ fails_outside: event.currentTarget.checked })}
          />
        )}
        {failable(field).map(([value, label]) => (
          <Checkbox
            key={value}
            label={`“${label}” fails`}
            checked={field.fails_on.includes(value)}
            onChange={({ currentTarget: { checked } }) => {
              const others = field.fails_on.filter((one) => one !== value);
              set({ fails_on: checked ? [...others, value] : others });
            }}
          />
        ))}
      </div>
      <div className={classes.tools}>
        <ActionIcon aria-label={`Move ${name} up`} onClick={() => props.onMove(-1)}>
          <ArrowUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={`Move ${name} down`} onClick={() => props.onMove(1)}>
          <ArrowDown size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={`Duplicate ${name}`} onClick={props.onDuplicate}>
          <Copy size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={`Remove ${name}`} onClick={props.onRemove}>
          <Trash size={18} aria-hidden />
        </ActionIcon>
      </div>
    </li>
  );
}

function failable(field: Field): [string, string][] {
  if (field.kind === "yes_no")
    return [
      ["yes", "Yes"],
      ["no", "No"],
      ["na", "N. a."],
    ];
  return field.kind === "choice" ? field.choices.map((choice) => [choice, choice]) : [];
}

const choiceError = (errors: Record<string, string>, at: string) =>
  Object.entries(errors).find(([pointer]) => pointer.startsWith(`${at}/choices/`))?.[1];
