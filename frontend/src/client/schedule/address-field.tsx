import { useState } from "react";
import { Button } from "../../ui/plain/button";
import { TextField } from "../../ui/plain/fields";
import { useFocusFirst } from "./use-focus-first";

/** The address, to copy; `focus` when it has just come. */
export function AddressField(props: { url: string; focus: boolean }) {
  const { url, focus } = props;
  const [said, setSaid] = useState("");
  const place = useFocusFirst(focus);

  async function copy() {
    // Emptied first, so that the same words are read out again.
    setSaid("");
    try {
      await navigator.clipboard.writeText(url);
      setSaid("Copied");
    } catch {
      const input = place.current?.querySelector("input");
      input?.focus();
      input?.select();
      setSaid("The address is selected. Copy it from there.");
    }
  }

  return (
    <div ref={place}>
      <TextField
        name="calendar"
        label="Your calendar address"
        readOnly
        autoComplete="off"
        value={url}
        onFocus={(event) => event.currentTarget.select()}
        action={<Button onClick={() => void copy()}>Copy</Button>}
      >
        <p className="quiet" role="status">
          {said}
        </p>
      </TextField>
    </div>
  );
}
