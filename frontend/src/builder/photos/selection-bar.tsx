import { Button, Checkbox } from "@mantine/core";
import Copy from "lucide-react/icons/copy";
import EyeOff from "lucide-react/icons/eye-off";
import FolderInput from "lucide-react/icons/folder-input";
import Trash from "lucide-react/icons/trash-2";
import type { Project } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import type { Photo } from "../../ui/photos/photo";
import type { Picking } from "../../ui/photos/use-picking";
import { ReasonedButton } from "../../ui/reasoned-button";
import { type MenuAction, RowMenu } from "../../ui/row-menu";
import { useDownload, whyNotDownload } from "../shared/item/use-download";
import type { Remove } from "../shared/item/use-removal";
import { useMay } from "../shared/me";
import { whyNotShare } from "../shared/sharing/reason";
import type { PhotoDialogsState } from "./photo-dialogs";
import classes from "./selection-bar.module.css";
import { itemOf } from "./to-photo";

/** What can be done with everything that is selected; always there, so that selecting moves nothing. */
export function SelectionBar(props: {
  project: Project;
  /** All that is shown. */
  photos: Photo[];
  picking: Picking;
  dialogs: PhotoDialogsState;
  remove: Remove;
  compare: (photos: [Photo, Photo]) => void;
}) {
  const { project, photos, picking, dialogs } = props;
  const may = useMay();
  const download = useDownload();
  const { chosen } = picking;
  const items = chosen.map(itemOf);
  const [one, other] = chosen;
  const more = useMore(props);

  return (
    <div className={classes.bar} data-active={picking.active || undefined}>
      <label className={classes.all}>
        <Checkbox
          aria-label="Select all that are shown"
          checked={chosen.length > 0 && chosen.length === photos.length}
          indeterminate={chosen.length > 0 && chosen.length < photos.length}
          onChange={(event) => (event.currentTarget.checked ? picking.all() : picking.clear())}
        />
      </label>
      <span role="status" className={classes.count}>
        {chosen.length > 0
          ? `${chosen.length} selected`
          : picking.active
            ? "Select photos"
            : "Newest first"}
      </span>
      {!picking.active && (
        <Button variant="subtle" px="xs" onClick={picking.start}>
          Select
        </Button>
      )}
      {chosen.length > 0 && (
        <>
          <ReasonedButton
            variant="subtle"
            px="xs"
            unavailable={whyNotShare(project.sharing)}
            onClick={() => dialogs.share.open(items)}
          >
            Share
          </ReasonedButton>
          {may("content.write") && (
            <Button variant="subtle" px="xs" onClick={() => dialogs.caption.open(items)}>
              Caption
            </Button>
          )}
          <ReasonedButton
            variant="subtle"
            px="xs"
            className={classes.compare}
            unavailable={chosen.length === 2 ? null : "Select two photos to compare them."}
            onClick={() => one && other && props.compare([one, other])}
          >
            Before and after
          </ReasonedButton>
          <ReasonedButton
            variant="subtle"
            px="xs"
            unavailable={whyNotDownload(items)}
            onClick={() => void download.items(project.id, items)}
          >
            Download
          </ReasonedButton>
          <RowMenu label={`Actions for ${plural(chosen.length, "photo")}`} groups={more} />
        </>
      )}
      {picking.active && (
        <Button variant="subtle" px="xs" color="gray" onClick={picking.clear}>
          {chosen.length > 0 ? "Clear" : "Cancel"}
        </Button>
      )}
    </div>
  );
}

function useMore(props: {
  picking: Picking;
  dialogs: PhotoDialogsState;
  remove: Remove;
}): MenuAction[][] {
  const { picking, dialogs, remove } = props;
  const may = useMay();
  const items = picking.chosen.map(itemOf);
  const own = items.filter(({ shared }) => shared.with !== "nobody" && !shared.inherited_from);
  const groups: MenuAction[][] = [];
  if (may("share"))
    groups.push([
      {
        label:
          own.length > 0 && own.length < items.length
            ? `Unshare ${plural(own.length, "photo")}`
            : "Unshare",
        icon: <EyeOff />,
        run: () => dialogs.unshare.open(own),
        unavailable: own.length === 0 ? "Nothing of what is selected is shared by itself." : null,
      },
    ]);
  if (may("content.write"))
    groups.push(
      [
        {
          label: "Move",
          icon: <FolderInput />,
          run: () => dialogs.move.open({ way: "move", items }),
        },
        { label: "Copy", icon: <Copy />, run: () => dialogs.move.open({ way: "copy", items }) },
      ],
      [{ label: "Delete", icon: <Trash />, danger: true, run: () => void remove(items) }],
    );
  return groups;
}
