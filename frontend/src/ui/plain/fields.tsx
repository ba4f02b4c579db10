import { type InputHTMLAttributes, type ReactNode, useId, useState } from "react";
import { strengthOf } from "../password-strength";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "name"> & {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  /** Beside the input. */
  action?: ReactNode;
  /** Below it. */
  children?: ReactNode;
};

/** One labelled input; its error stands under it and is read out with it. */
export function TextField({ label, hint, error, action, children, ...input }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="quiet small">
          {hint}
        </p>
      )}
      <div className="row">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          {...input}
        />
        {action}
      </div>
      {error && (
        <p id={`${id}-error`} className="error">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

/** A password that can be looked at. */
export function PasswordField(props: Omit<Props, "type" | "action">) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      autoComplete="current-password"
      {...props}
      type={shown ? "text" : "password"}
      action={
        <button
          type="button"
          className="button"
          aria-label={`${shown ? "Hide" : "Show"}: ${props.label}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide" : "Show"}
        </button>
      }
    />
  );
}

/** Tells a password manager whose password is asked for, where the address is not typed. */
export function Username({ email }: { email: string }) {
  return <input hidden autoComplete="username" value={email} readOnly />;
}

const WORDS = ["Too short", "Weak", "Fair", "Good", "Strong"] as const;

/** A password to be chosen, with a meter; `avoid` are words others would try first. */
export function NewPasswordField({
  avoid,
  ...props
}: Omit<Props, "type" | "action" | "hint"> & { avoid?: string[] }) {
  const [value, setValue] = useState("");
  const strength = strengthOf(value, avoid);
  return (
    <PasswordField
      autoComplete="new-password"
      {...props}
      hint="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
      onChange={(event) => setValue(event.target.value)}
    >
      <div className="meter" data-strength={strength} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-on={strength >= step || undefined} />
        ))}
      </div>
      <p className="quiet small" aria-live="polite">
        {value ? `Strength: ${WORDS[strength]}` : "\u00a0"}
      </p>
    </PasswordField>
  );
}
