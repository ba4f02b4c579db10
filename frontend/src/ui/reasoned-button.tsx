import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import { type MouseEventHandler, type ReactNode, useId } from "react";

interface ReasonedButtonProps extends ButtonProps {
  children: ReactNode;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  type?: "button" | "submit";
  /** Why it cannot be used now. The button can still be reached and says so. */
  unavailable?: string | null;
}

export function ReasonedButton({ unavailable, onClick, type, ...props }: ReasonedButtonProps) {
  const id = useId();
  if (!unavailable) return <Button {...props} type={type ?? "button"} onClick={onClick} />;
  return (
    <>
      <Tooltip label={unavailable}>
        <Button
          {...props}
          type="button"
          data-disabled
          aria-disabled
          aria-describedby={id}
          onClick={(event) => event.preventDefault()}
        />
      </Tooltip>
      <span id={id} hidden>
        {unavailable}
      </span>
    </>
  );
}
