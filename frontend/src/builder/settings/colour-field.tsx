import { TextInput } from "@mantine/core";
import type { ChangeEvent, ReactNode } from "react";
import { contrast, readable, textOn } from "../../lib/contrast";
import classes from "./colour-field.module.css";

export const DEFAULT_COLOUR = "#17424f";

const ENOUGH = 4.5;

export const validateColour = (colour: string): string | null =>
  /^#[0-9a-f]{6}$/i.test(colour) ? null : "Enter a colour such as #17424f.";

/** The colour that leads on the client's side, with what its contrast means for them. */
export function ColourField(props: {
  name: string;
  value?: string;
  error?: ReactNode;
  onChange?: (colour: string) => void;
}) {
  const { value = DEFAULT_COLOUR, onChange } = props;
  const valid = validateColour(value) === null;
  const change = (event: ChangeEvent<HTMLInputElement>) => onChange?.(event.currentTarget.value);

  return (
    <div>
      <div className={classes.pair}>
        <input
          type="color"
          aria-label="Pick the colour"
          className={classes.swatch}
          value={valid ? value : DEFAULT_COLOUR}
          onChange={change}
        />
        <TextInput
          label="Colour"
          description="Leads in your clients' portal and in your e-mails."
          error={props.error}
          value={value}
          onChange={change}
          maxLength={7}
          className={classes.text}
        />
      </div>
      {valid && (
        <>
          <div
            className={classes.sample}
            style={{ background: value, color: textOn(value) }}
            aria-hidden
          >
            {props.name || "Your organisation"}
          </div>
          <p className={classes.verdict} role="status">
            {verdict(value)}
          </p>
        </>
      )}
    </div>
  );
}

function verdict(colour: string): string {
  const ratio = contrast(colour, "#ffffff") ?? 0;
  if (ratio >= ENOUGH) return `Reads well: contrast ${ratio.toFixed(1)} : 1 on white.`;
  return `Too light for words on white (${ratio.toFixed(1)} : 1, ${ENOUGH} is needed). Words in the portal use the darker ${readable(colour, "#ffffff")} instead; areas keep your colour.`;
}
