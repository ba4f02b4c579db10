import { Button } from "@mantine/core";
import type { Project } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { ReasonedButton } from "../../ui/reasoned-button";
import { useDownload, whyNotDownload } from "../shared/item/use-download";
import type { Remove } from "../shared/item/use-removal";
import { useMay } from "../shared/me";
import { whyNotShare } from "../shared/sharing/reason";
import type { DocumentDialogsState } from "./document-dialogs";
import classes from "./selection-bar.module.css";
import type { Selection } from "./use-selection";

/** What can be done with everything that is ticked. */
export function SelectionBar(props: {
  project: Project;
  selection: Selection;
  dialogs: DocumentDialogsState;
  remove: Remove;
}) {
  const { project, selection, dialogs, remove } = props;
  const may = useMay();
  const download = useDownload();
  const { chosen } = selection;
  const own = chosen.filter(({ shared }) => shared.with !== "nobody" && !shared.inherited_from);

  return (
    <div className={classes.bar}>
      <span role="status" className={classes.count}>
        {chosen.length > 0 ? `${chosen.length} selected` : "Name"}
      </span>
      {chosen.length > 0 && (
        <>
          <ReasonedButton
            variant="subtle"
            px="xs"
            unavailable={whyNotShare(project.sharing)}
            onClick={() => dialogs.share.open(chosen)}
          >
            Share
          </ReasonedButton>
          {may("share") && (
            <ReasonedButton
              variant="subtle"
              px="xs"
              unavailable={
                own.length === 0 ? "Nothing of what is selected is shared by itself." : null
              }
              onClick={() => dialogs.unshare.open(own)}
            >
              {own.length > 0 && own.length < chosen.length
                ? `Unshare ${plural(own.length, "item")}`
                : "Unshare"}
            </ReasonedButton>
          )}
          <ReasonedButton
            variant="subtle"
            px="xs"
            unavailable={whyNotDownload(chosen)}
            onClick={() => void download.items(project.id, chosen)}
          >
            Download
          </ReasonedButton>
          {may("content.write") && (
            <>
              <Button
                variant="subtle"
                px="xs"
                onClick={() => dialogs.move.open({ way: "move", items: chosen })}
              >
                Move
              </Button>
              <Button
                variant="subtle"
                px="xs"
                onClick={() => dialogs.move.open({ way: "copy", items: chosen })}
              >
                Copy
              </Button>
              <Button
                variant="subtle"
                px="xs"
                color="var(--bad)"
                onClick={() => void remove(chosen)}
              >
                Delete
              </Button>
            </>
          )}
          <Button variant="subtle" px="xs" color="gray" onClick={selection.clear}>
            Clear
          </Button>
        </>
      )}
    </div>
  );
}
