import { Button, TextInput } from "@mantine/core";
import type { Conditions, Weather } from "../../api/gen/types.gen";
import { Panel } from "../../ui/panel";
import { CONDITIONS } from "../../ui/records/log-words";
import classes from "./log-editor.module.css";

const NUMBERS = [
  ["low", "Lowest °C"],
  ["high", "Highest °C"],
  ["rain_mm", "Rain mm"],
  ["wind_kmh", "Wind km/h"],
] as const;

export function WeatherFields(props: {
  weather: Weather;
  onChange: (weather: Weather) => void;
  errors: Record<string, string>;
}) {
  const { weather, onChange, errors } = props;
  return (
    <Panel title="Weather">
      <fieldset className={classes.conditions}>
        <legend className="visually-hidden">What it was like</legend>
        {(Object.entries(CONDITIONS) as [Conditions, string][]).map(([conditions, word]) => (
          <Button
            key={conditions}
            variant={weather.conditions === conditions ? "filled" : "default"}
            px="sm"
            aria-pressed={weather.conditions === conditions}
            onClick={() =>
              onChange({
                ...weather,
                conditions: weather.conditions === conditions ? null : conditions,
              })
            }
          >
            {word}
          </Button>
        ))}
      </fieldset>
      <div className={classes.numbers}>
        {NUMBERS.map(([name, label]) => (
          <TextInput
            key={name}
            type="number"
            inputMode="numeric"
            label={label}
            value={weather[name] ?? ""}
            error={errors[`/weather/${name}`]}
            onChange={({ currentTarget: { value, valueAsNumber } }) =>
              onChange({ ...weather, [name]: value === "" ? null : Math.round(valueAsNumber) })
            }
          />
        ))}
      </div>
      <TextInput
        label="More about the weather"
        value={weather.note ?? ""}
        error={errors["/weather/note"]}
        onChange={(event) => onChange({ ...weather, note: event.currentTarget.value || null })}
      />
    </Panel>
  );
}
