import CircleCheck from "lucide-react/icons/circle-check";
import Download from "lucide-react/icons/download";
import Eye from "lucide-react/icons/eye";
import Pencil from "lucide-react/icons/pencil";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import Trash from "lucide-react/icons/trash-2";
import type { Item, Version } from "../../../api/gen/types.gen";
import type { MenuAction } from "../../../ui/row-menu";
import { useMay } from "../me";
import { isViewable } from "./kinds";
import { useDownload } from "./use-download";
import type { VersionDialogsState } from "./version-dialogs";

/** The three-dot menu of a version. */
export function useVersionActions(
  item: Item,
  dialogs: VersionDialogsState,
  onView: (version: Version) => void,
): (version: Version) => MenuAction[][] {
  const may = useMay();
  const { file } = useDownload();

  return (version) => {
    const looking: MenuAction[] = [
      { label: "Download", icon: <Download />, run: () => void file(version, item.title) },
    ];
    if (isViewable(version))
      looking.unshift({ label: "View", icon: <Eye />, run: () => onView(version) });
    if (!may("content.write")) return [looking];

    const changing: MenuAction[] = [
      { label: "Edit what is said of it", icon: <Pencil />, run: () => dialogs.edit.open(version) },
    ];
    if (version.state === "draft")
      changing.unshift({
        label: "Publish",
        icon: <CircleCheck />,
        run: () => dialogs.publish.open(version),
      });
    if (version.state === "superseded")
      changing.unshift({
        label: "Make it current again",
        icon: <RotateCcw />,
        run: () => dialogs.publish.open(version),
      });
    const removing: MenuAction[] =
      version.state === "draft"
        ? [
            {
              label: "Discard the draft",
              icon: <Trash />,
              danger: true,
              run: () => dialogs.discard.open(version),
            },
          ]
        : [];
    return [looking, changing, removing];
  };
}
