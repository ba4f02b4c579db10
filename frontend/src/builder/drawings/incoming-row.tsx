import { ActionIcon, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import X from "lucide-react/icons/x";
import type { Discipline, Item } from "../../api/gen/types.gen";
import { fileSize } from "../../lib/bytes";
import { disciplines } from "../../ui/disciplines";
import { reasonOf } from "../../ui/problem";
import { type Incoming, revisionOf } from "./incoming";
import classes from "./incoming-row.module.css";

const OPTIONS = Object.entries(disciplines).map(([value, label]) => ({ value, label }));

/** One file of those that are added, and what is said of it. */
export function IncomingRow(props: {
  one: Incoming;
  known: Item | undefined;
  disabled: boolean;
  onChange: (change: Partial<Incoming>) => void;
  onRemove: () => void;
}) {
  const { one, known, onChange } = props;
  const joins = known !== undefined && one.asRevision;
  return (
    <li className={classes.row} data-state={one.state}>
      <div className={classes.file}>
        <span className={classes.name}>{one.file.name}</span>
        <span className={classes.note}>
          {one.state === "sending" ? "Uploading…" : fileSize(one.file.size)}
        </span>
        <ActionIcon
          aria-label={`Leave out ${one.file.name}`}
          disabled={props.disabled}
          onClick={props.onRemove}
        >
          <X size={18} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.fields}>
        <TextInput
          label="Number"
          autoComplete="off"
          disabled={props.disabled}
          value={one.number}
          error={one.errors.number}
          onChange={(event) => onChange({ number: event.currentTarget.value })}
        />
        {joins ? (
          <Kept label="Title" value={known.title} />
        ) : (
          <TextInput
            label="Title"
            autoComplete="off"
            disabled={props.disabled}
            value={one.title}
            error={one.errors.title}
            onChange={(event) => onChange({ title: event.currentTarget.value })}
          />
        )}
        <TextInput
          label="Revision"
          autoComplete="off"
          disabled={props.disabled}
          value={revisionOf(one, known)}
          error={one.errors.revision}
          onChange={(event) => onChange({ revision: event.currentTarget.value })}
        />
        {joins ? (
          <Kept label="Discipline" value={disciplines[known.drawing?.discipline ?? "other"]} />
        ) : (
          <NativeSelect
            label="Discipline"
            disabled={props.disabled}
            data={OPTIONS}
            value={one.discipline}
            onChange={(event) => onChange({ discipline: event.currentTarget.value as Discipline })}
          />
        )}
      </div>
      {known && (
        <Checkbox
          className={classes.known}
          disabled={props.disabled}
          label={`Issue it as a new revision of ${known.drawing?.number}, which is here already`}
          description={
            known.drawing?.revision
              ? `“${known.title}” is at revision ${known.drawing.revision} now.`
              : `“${known.title}” has no published revision yet.`
          }
          checked={one.asRevision}
          onChange={(event) => onChange({ asRevision: event.currentTarget.checked })}
        />
      )}
      {one.trouble && (
        <p role="alert" className={classes.trouble}>
          {one.trouble.title}. {reasonOf(one.trouble)}
        </p>
      )}
    </li>
  );
}

/** What the drawing has already, and keeps. */
function Kept({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.kept}>
      <span>{label}</span>
      {value}
    </div>
  );
}
