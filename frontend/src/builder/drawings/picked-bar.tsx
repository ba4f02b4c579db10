import { Button } from "@mantine/core";
import type { Item } from "../../api/gen/types.gen";
import { ReasonedButton } from "../../ui/reasoned-button";
import { useDownload, whyNotDownload } from "../shared/item/use-download";
import { useMay } from "../shared/me";
import { whyNotShare } from "../shared/sharing/reason";
import classes from "./picked-bar.module.css";
import type { Acting } from "./use-drawing-actions";
import type { Picked } from "./use-picked";

/** What can be done with everything that is ticked. */
export function PickedBar(props: Acting & { picked: Picked }) {
  const { project, dialogs, picked } = props;
  const { items } = picked;
  const may = useMay();
  const download = useDownload();
  const own = items.filter(isSharedByItself);

  return (
    <div className={classes.bar}>
      <span role="status" className={classes.count}>
        {items.length} selected
      </span>
      <ReasonedButton
        variant="subtle"
        px="xs"
        unavailable={whyNotShare(project.sharing)}
        onClick={() => dialogs.share.open(items)}
      >
        Share
      </ReasonedButton>
      {may("share") && (
        <ReasonedButton
          variant="subtle"
          px="xs"
          unavailable={own.length === 0 ? "Nothing of what is selected is shared by itself." : null}
          onClick={() => dialogs.unshare.open(own)}
        >
          Unshare
        </ReasonedButton>
      )}
      <ReasonedButton
        variant="subtle"
        px="xs"
        unavailable={whyNotDownload(items)}
        onClick={() => void download.items(project.id, items)}
      >
        Download
      </ReasonedButton>
      {may("content.write") && (
        <>
          <Button
            variant="subtle"
            px="xs"
            onClick={() => dialogs.move.open({ way: "move", items })}
          >
            Move
          </Button>
          <Button
            variant="subtle"
            px="xs"
            color="var(--bad)"
            onClick={() => void props.remove(items)}
          >
            Delete
          </Button>
        </>
      )}
      <Button variant="subtle" px="xs" color="gray" onClick={picked.clear}>
        Clear
      </Button>
    </div>
  );
}

const isSharedByItself = ({ shared }: Item) => shared.with !== "nobody" && !shared.inherited_from;
