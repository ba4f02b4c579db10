import { Button } from "@mantine/core";
import classes from "./schedule.module.css";

/** What an edit did, and the way back. */
export function Told({ text, undo }: { text: string | null; undo: () => Promise<void> }) {
  return (
    <>
      {text && <p className={classes.told}>{text}</p>}
      <Button size="compact-sm" variant="subtle" onClick={() => void undo()}>
        Undo
      </Button>
    </>
  );
}
