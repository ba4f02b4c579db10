import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldErrors } from "../../../api/errors";
import { Dialog } from "../../../ui/dialog";
import { troubleOf } from "../../../ui/problem";

/** Opens what was submitted or completed again; the reason stays in its history. */
export default function ReopenDialog(props: {
  opened: boolean;
  onClose: () => void;
  title: string;
  isShared: boolean;
  reopen: (reason: string) => Promise<void>;
}) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = fieldErrors(error)["/reason"];
  const submit = async () => {
    setBusy(true);
    try {
      await props.reopen(reason);
      props.onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      trouble={error && !field ? troubleOf(error) : null}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Open again
          </Button>
        </>
      }
    >
      <p>
        It becomes a draft again.
        {props.isShared && " Clients do not see it until it is done again."}
      </p>
      <TextInput
        label="Why"
        description="Stays in the history, for members."
        required
        maxLength={1000}
        value={reason}
        error={field}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
