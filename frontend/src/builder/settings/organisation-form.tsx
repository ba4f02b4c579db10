import { Button, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import type { Organisation } from "../../api/gen/types.gen";
import { TroubleAlert } from "../../ui/states";
import { useSubmit } from "../../ui/use-submit";
import { NewerVersion } from "../shared/newer-version";
import { useVersioned } from "../shared/use-versioned";
import { ColourField, DEFAULT_COLOUR, validateColour } from "./colour-field";
import { useSaveOrganisation } from "./use-save-organisation";

const timezones = Intl.supportedValuesOf("timeZone");
const currencies = Intl.supportedValuesOf("currency");

const valuesOf = ({ name, branding, timezone, currency, version }: Organisation) => ({
  name,
  branding: { colour: branding.colour ?? DEFAULT_COLOUR },
  timezone,
  currency,
  version,
});

export function OrganisationForm({ organisation }: { organisation: Organisation }) {
  const save = useSaveOrganisation();
  const form = useForm({
    initialValues: valuesOf(organisation),
    validate: {
      name: isNotEmpty("Enter the name your clients know you by."),
      branding: { colour: validateColour },
      timezone: (value) =>
        timezones.includes(value) || value === organisation.timezone
          ? null
          : "Choose a time zone from the list, such as Australia/Sydney.",
      currency: (value) =>
        currencies.includes(value.toUpperCase()) ? null : "Enter a currency code, such as AUD.",
    },
  });
  const { take, outdated } = useVersioned(form, valuesOf(organisation));
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ version, ...values }) => {
    const currency = values.currency.toUpperCase();
    take(valuesOf(await save(version, { ...values, name: values.name.trim(), currency })));
    notifications.show({ message: "The organisation is saved." });
  });
  return (
    <form noValidate onSubmit={onSubmit}>
      <TextInput label="Name" autoComplete="organization" {...form.getInputProps("name")} />
      <ColourField {...form.getInputProps("branding.colour")} name={form.values.name} />
      <TextInput
        label="Time zone"
        description="Days and times in e-mails to your clients follow it."
        list="timezones"
        autoComplete="off"
        {...form.getInputProps("timezone")}
      />
      <datalist id="timezones">
        {timezones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <TextInput
        label="Currency"
        list="currencies"
        maxLength={3}
        autoComplete="off"
        {...form.getInputProps("currency")}
      />
      <datalist id="currencies">
        {currencies.map((currency) => (
          <option key={currency} value={currency} />
        ))}
      </datalist>
      {trouble && <TroubleAlert trouble={trouble} />}
      {outdated && !busy && <NewerVersion show={() => take(valuesOf(organisation))} />}
      <Button type="submit" loading={busy}>
        Save
      </Button>
    </form>
  );
}
