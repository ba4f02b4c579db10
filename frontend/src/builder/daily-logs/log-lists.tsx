import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import type {
  Cause,
  Incident,
  IncidentKind,
  NoteKind,
  Severity,
  TimeCard,
} from "../../api/gen/types.gen";
import { hoursInWords, hoursTyped, minutesOf } from "../../lib/hours";
import { CAUSES, NOTES, SEVERITIES } from "../../ui/records/log-words";
import type { LogFields } from "./log-transport";
import { Rows, wide } from "./rows";

export interface Suggestions {
  trades: string[];
  workers: string[];
  places: string[];
}

interface Lists {
  value: LogFields;
  write: (fields: Partial<LogFields>) => void;
  errors: Record<string, string>;
  suggestions: Suggestions;
}

/** Work, people and hours: what nearly every log has. */
export function WorkLists({ value, write, errors, suggestions }: Lists) {
  const [trades, workers, places] = [useId(), useId(), useId()];
  const total = value.time_cards.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
  return (
    <>
      <Words id={trades} words={suggestions.trades} />
      <Words id={workers} words={suggestions.workers} />
      <Words id={places} words={suggestions.places} />
      <Rows
        title="Work"
        one="piece of work"
        rows={value.work}
        blank={{ trade: "", done: "", place: null }}
        onChange={(work) => write({ work })}
        fields={(work, change, at) => (
          <>
            <TextInput
              label="Trade"
              list={trades}
              value={work.trade ?? ""}
              error={errors[`/work/${at}/trade`]}
              onChange={(event) => change({ trade: event.currentTarget.value })}
            />
            <TextInput
              label="Where"
              list={places}
              value={work.place ?? ""}
              error={errors[`/work/${at}/place`]}
              onChange={(event) => change({ place: event.currentTarget.value || null })}
            />
            <Textarea
              className={wide}
              label="What was done"
              rows={2}
              value={work.done ?? ""}
              error={errors[`/work/${at}/done`]}
              onChange={(event) => change({ done: event.currentTarget.value })}
            />
          </>
        )}
      />
      <Rows
        title={total > 0 ? `People and hours: ${hoursInWords(total)}` : "People and hours"}
        one="person"
        rows={value.time_cards}
        blank={{ worker: "", trade: null, minutes: 480 }}
        onChange={(time_cards) => write({ time_cards })}
        fields={(card, change, at) => (
          <>
            <TextInput
              label="Name"
              list={workers}
              value={card.worker ?? ""}
              error={errors[`/time_cards/${at}/worker`]}
              onChange={(event) => change({ worker: event.currentTarget.value })}
            />
            <TextInput
              label="Trade"
              list={trades}
              value={card.trade ?? ""}
              error={errors[`/time_cards/${at}/trade`]}
              onChange={(event) => change({ trade: event.currentTarget.value || null })}
            />
            <HoursInput
              label="Hours"
              minutes={card.minutes ?? 0}
              error={errors[`/time_cards/${at}/minutes`]}
              onChange={(minutes) => change({ minutes })}
            />
          </>
        )}
      />
    </>
  );
}

/** Notes, incidents, deliveries and visitors. */
export function OtherLists({ value, write, errors }: Lists) {
  return (
    <>
      <Rows
        title="Notes"
        one="note"
        rows={value.notes}
        blank={{ kind: "general" as NoteKind, text: "" }}
        onChange={(notes) => write({ notes })}
        fields={(note, change, at) => (
          <>
            <NativeSelect
              label="About"
              data={options(NOTES)}
              value={note.kind}
              onChange={(event) => change({ kind: event.currentTarget.value as NoteKind })}
            />
            <Textarea
              className={wide}
              label="Note"
              rows={3}
              value={note.text ?? ""}
              error={errors[`/notes/${at}/text`]}
              onChange={(event) => change({ text: event.currentTarget.value })}
            />
          </>
        )}
      />
      <Rows
        title="Incidents"
        one="incident"
        rows={value.incidents}
        blank={{ kind: "delay", what: "", minutes: null, cause: null, severity: null }}
        onChange={(incidents) => write({ incidents })}
        fields={(incident, change, at) => (
          <IncidentFields incident={incident} change={change} at={at} errors={errors} />
        )}
      />
      <Rows
        title="Deliveries"
        one="delivery"
        rows={value.deliveries}
        blank={{ what: "", supplier: null, note: null }}
        onChange={(deliveries) => write({ deliveries })}
        fields={(delivery, change, at) => (
          <>
            <TextInput
              label="What"
              value={delivery.what ?? ""}
              error={errors[`/deliveries/${at}/what`]}
              onChange={(event) => change({ what: event.currentTarget.value })}
            />
            <TextInput
              label="From whom"
              value={delivery.supplier ?? ""}
              error={errors[`/deliveries/${at}/supplier`]}
              onChange={(event) => change({ supplier: event.currentTarget.value || null })}
            />
          </>
        )}
      />
      <Rows
        title="Visitors"
        one="visitor"
        rows={value.visitors}
        blank={{ name: "", organisation: null, reason: null }}
        onChange={(visitors) => write({ visitors })}
        fields={(visitor, change, at) => (
          <>
            <TextInput
              label="Name"
              value={visitor.name ?? ""}
              error={errors[`/visitors/${at}/name`]}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <TextInput
              label="From where"
              value={visitor.organisation ?? ""}
              error={errors[`/visitors/${at}/organisation`]}
              onChange={(event) => change({ organisation: event.currentTarget.value || null })}
            />
            <TextInput
              label="Why they came"
              value={visitor.reason ?? ""}
              error={errors[`/visitors/${at}/reason`]}
              onChange={(event) => change({ reason: event.currentTarget.value || null })}
            />
          </>
        )}
      />
    </>
  );
}

function IncidentFields(props: {
  incident: Incident;
  change: (part: Partial<Incident>) => void;
  at: number;
  errors: Record<string, string>;
}) {
  const { incident, change, at, errors } = props;
  return (
    <>
      <NativeSelect
        label="Kind"
        data={[
          { value: "delay", label: "Delay" },
          { value: "safety", label: "Safety" },
        ]}
        value={incident.kind}
        onChange={(event) => change({ kind: event.currentTarget.value as IncidentKind })}
      />
      {incident.kind === "delay" ? (
        <>
          <HoursInput
            label="Hours lost"
            minutes={incident.minutes ?? 0}
            error={errors[`/incidents/${at}/minutes`]}
            onChange={(minutes) => change({ minutes })}
          />
          <NativeSelect
            label="Cause"
            data={[{ value: "", label: "Choose" }, ...options(CAUSES)]}
            value={incident.cause ?? ""}
            error={errors[`/incidents/${at}/cause`]}
            onChange={(event) => change({ cause: (event.currentTarget.value || null) as Cause })}
          />
        </>
      ) : (
        <NativeSelect
          label="How grave"
          data={[{ value: "", label: "Choose" }, ...options(SEVERITIES)]}
          value={incident.severity ?? ""}
          error={errors[`/incidents/${at}/severity`]}
          onChange={(event) =>
            change({ severity: (event.currentTarget.value || null) as Severity })
          }
        />
      )}
      <Textarea
        className={wide}
        label="What happened"
        rows={2}
        value={incident.what ?? ""}
        error={errors[`/incidents/${at}/what`]}
        onChange={(event) => change({ what: event.currentTarget.value })}
      />
    </>
  );
}

function HoursInput(props: {
  label: string;
  minutes: NonNullable<TimeCard["minutes"]>;
  error?: string;
  onChange: (minutes: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const bad = typed !== null && typed.trim() !== "" && minutesOf(typed) === null;
  return (
    <TextInput
      label={props.label}
      inputMode="decimal"
      value={typed ?? hoursTyped(props.minutes)}
      error={bad ? "Write hours, like 7.5." : props.error}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        const minutes = value.trim() ? minutesOf(value) : 0;
        if (minutes !== null) props.onChange(minutes);
      }}
      onBlur={() => !bad && setTyped(null)}
    />
  );
}

function Words({ id, words }: { id: string; words: string[] }) {
  return (
    <datalist id={id}>
      {words.map((word) => (
        <option key={word} value={word} />
      ))}
    </datalist>
  );
}

const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
