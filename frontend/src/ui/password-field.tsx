import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import classes from "./password-field.module.css";
import { strengthOf } from "./password-strength";

const WORDS = ["Too short", "Weak", "Fair", "Good", "Strong"] as const;

/** A new password with a meter; any characters are welcome, length is what counts. */
export function PasswordField(props: PasswordInputProps & { value: string; avoid?: string[] }) {
  const { avoid, ...input } = props;
  const strength = strengthOf(props.value, avoid);
  return (
    <div>
      <PasswordInput
        autoComplete="new-password"
        description="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
        {...input}
      />
      <div className={classes.meter} data-strength={strength} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-on={strength >= step || undefined} />
        ))}
      </div>
      <div className={classes.word} aria-live="polite">
        {props.value && `Strength: ${WORDS[strength]}`}
      </div>
    </div>
  );
}
