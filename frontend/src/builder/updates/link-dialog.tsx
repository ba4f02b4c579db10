import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../ui/dialog";

const SAFE = /^(https?:\/\/|mailto:|tel:)\S+$/i;

/** Where a link goes; an address without a scheme is one of the web. */
export default function LinkDialog(props: {
  href: string;
  onClose: () => void;
  /** With nothing, the link is taken away. */
  onLink: (href: string | null) => void;
}) {
  const [typed, setTyped] = useState(props.href);
  const [error, setError] = useState<string>();
  return (
    <Dialog
      opened
      onClose={props.onClose}
      title="Link"
      size="sm"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const text = typed.trim();
        const href = /^[a-z]+:/i.test(text) ? text : `https://${text}`;
        if (text && !SAFE.test(href)) return setError("Write an address, like example.com.");
        props.onLink(text ? href : null);
        props.onClose();
      }}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit">{typed.trim() ? "Link" : "Take the link away"}</Button>
        </>
      }
    >
      <TextInput
        label="Address"
        data-autofocus
        value={typed}
        error={error}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </Dialog>
  );
}
