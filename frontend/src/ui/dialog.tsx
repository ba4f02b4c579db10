import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { FormEvent, ReactNode } from "react";
import classes from "./dialog.module.css";
import type { Trouble } from "./problem";
import { TroubleAlert } from "./states";

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: "sm" | "md" | "lg";
  children: ReactNode;
  /** The buttons; the one that acts comes last. */
  footer: ReactNode;
  trouble?: Trouble | null;
  /** Makes the dialog a form. */
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
}

const WIDTH = { sm: "28rem", md: "34rem", lg: "44rem" };

export function Dialog({ size = "md", ...props }: DialogProps) {
  const phone = useMediaQuery("(max-width: 40em)", false, { getInitialValueInEffect: false });
  const inside = (
    <>
      <div className={classes.body}>{props.children}</div>
      <div className={classes.foot}>
        {props.trouble && <TroubleAlert trouble={props.trouble} />}
        <div className={classes.buttons}>{props.footer}</div>
      </div>
    </>
  );
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={WIDTH[size]}
      fullScreen={phone && size !== "sm"}
      classNames={{ title: classes.title, body: classes.frame }}
    >
      {props.onSubmit ? (
        <form noValidate onSubmit={props.onSubmit}>
          {inside}
        </form>
      ) : (
        inside
      )}
    </Modal>
  );
}
