import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ProjectStatus } from "../../api/gen/types.gen";
import { projectStatuses } from "../shared/status";
import classes from "./project-fields.module.css";

export interface ProjectValues extends Record<string, unknown> {
  name: string;
  address: string;
  status: ProjectStatus;
  starts_on: string;
  ends_on: string;
  shares_dates: boolean;
}

export const validateProject = {
  name: (value: string) => (value.trim() ? null : "Enter a name for the project."),
  ends_on: (value: string, { starts_on }: ProjectValues) =>
    value && starts_on && value < starts_on ? "The end is before the start." : null,
};

/** The form's values as the API takes them: what is left empty is unknown. */
export const toProject = ({
  name,
  address,
  status,
  starts_on,
  ends_on,
  shares_dates,
}: ProjectValues) => ({
  name: name.trim(),
  address: address.trim() || null,
  status,
  starts_on: starts_on || null,
  ends_on: ends_on || null,
  shares_dates,
});

export function ProjectFields<V extends ProjectValues>({ form }: { form: UseFormReturnType<V> }) {
  return (
    <>
      <TextInput label="Name" autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label="Address" autoComplete="off" {...form.getInputProps("address")} />
      <div className={classes.pair}>
        <TextInput label="Start" type="date" {...form.getInputProps("starts_on")} />
        <TextInput label="End" type="date" {...form.getInputProps("ends_on")} />
      </div>
      <NativeSelect
        label="Status"
        data={Object.entries(projectStatuses).map(([value, { word }]) => ({ value, label: word }))}
        {...form.getInputProps("status")}
      />
      <Checkbox
        label="Clients see when it is and how it stands"
        description="Its dates and status, on their home page. They see nothing else until you share it."
        {...form.getInputProps("shares_dates", { type: "checkbox" })}
      />
    </>
  );
}
