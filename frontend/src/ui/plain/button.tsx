import type { ButtonHTMLAttributes } from "react";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  filled?: boolean;
  wide?: boolean;
  /** Under way: stays in place and keeps the focus, but does nothing. */
  busy?: boolean;
};

export function Button({
  filled,
  wide,
  busy,
  onClick,
  type = "button",
  className,
  ...rest
}: Props) {
  const classes = ["button", filled && "filled", wide && "wide", className].filter(Boolean);
  return (
    <button
      {...rest}
      type={type}
      className={classes.join(" ")}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
