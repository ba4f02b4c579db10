import { Checkbox, TextInput } from "@mantine/core";
import Search from "lucide-react/icons/search";
import { type ReactNode, useState } from "react";
import classes from "./pick-list.module.css";

export interface PickOption {
  id: string;
  name: string;
  note?: ReactNode;
}

const MANY = 8;

/** Tick boxes with a search once there are many; reads better on a phone than a multi-select. */
export function PickList(props: {
  label: string;
  description?: string;
  error?: ReactNode;
  options: PickOption[];
  value: string[];
  onChange: (ids: string[]) => void;
  empty: string;
  foot?: ReactNode;
}) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const shown = props.options.filter(({ name }) => name.toLowerCase().includes(wanted));
  const toggle = (id: string, on: boolean) =>
    props.onChange(on ? [...props.value, id] : props.value.filter((one) => one !== id));

  return (
    <fieldset className={classes.list} aria-invalid={props.error ? true : undefined}>
      <legend className={classes.legend}>{props.label}</legend>
      {props.description && <p className={classes.note}>{props.description}</p>}
      {props.options.length > MANY && (
        <TextInput
          aria-label={`Search: ${props.label}`}
          placeholder="Search"
          leftSection={<Search size={18} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          mb="xs"
        />
      )}
      <div className={classes.options}>
        {shown.map(({ id, name, note }) => (
          <label key={id} className={classes.option}>
            <Checkbox
              checked={props.value.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <span className={classes.name}>{name}</span>
            {note}
          </label>
        ))}
        {props.options.length === 0 && <p className={classes.note}>{props.empty}</p>}
        {props.options.length > 0 && shown.length === 0 && (
          <p className={classes.note}>Nothing matches “{search}”.</p>
        )}
        {props.foot}
      </div>
      {props.error && (
        <p role="alert" className={classes.error}>
          {props.error}
        </p>
      )}
    </fieldset>
  );
}
