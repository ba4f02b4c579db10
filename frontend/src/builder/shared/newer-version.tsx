import { Button } from "@mantine/core";

/** Someone else has saved what is being edited here; nothing typed is lost without being asked. */
export function NewerVersion({ show }: { show: () => void }) {
  return (
    <p role="status">
      Someone has changed this since you opened it.{" "}
      <Button variant="default" onClick={show}>
        Show the latest version
      </Button>
    </p>
  );
}
