import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "./dialog";
import { type Trouble, troubleOf } from "./problem";

/** Asks in words before something that cannot be taken back, and says in place what went wrong. */
export function ConfirmDialog(props: {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  confirm: string;
  harmless?: boolean;
  run: () => Promise<unknown>;
}) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const run = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      await props.run();
      props.onClose();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size="sm"
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose} data-autofocus>
            Cancel
          </Button>
          <Button color={props.harmless ? undefined : "red.9"} loading={busy} onClick={run}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <div>{props.children}</div>
    </Dialog>
  );
}
