import { Button } from "@mantine/core";
import type { Trouble } from "../../ui/problem";

/** After a refused save of something that has changed: fetch the latest, then take it over. */
export function StaleHint(props: {
  trouble: Trouble | null;
  reload: () => Promise<unknown>;
  newer?: () => void;
}) {
  if (props.newer)
    return (
      <p role="status">
        Someone has changed this since you opened it.{" "}
        <Button variant="default" onClick={props.newer}>
          Show the latest version
        </Button>
      </p>
    );
  if (props.trouble?.status !== 412) return null;
  return (
    <Button variant="default" onClick={() => void props.reload()}>
      Load the latest version
    </Button>
  );
}
