import { type ReactNode, useEffect, useRef } from "react";
import colours from "./colours.module.css";
import classes from "./full-window.module.css";

/** Something over the whole window; Escape closes it, and the focus goes back to where it was. */
export function FullWindow(props: { label: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    dialog.current?.showModal();
    return () => {
      if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${colours.dark} ${classes.window}`}
      aria-label={props.label}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      // A drawer or menu of the app behind is not closed by the same key.
      onKeyDown={(event) => event.stopPropagation()}
    >
      {props.children}
    </dialog>
  );
}
