import Columns2 from "lucide-react/icons/columns-2";
import Download from "lucide-react/icons/download";
import FileUp from "lucide-react/icons/file-up";
import FolderInput from "lucide-react/icons/folder-input";
import Pencil from "lucide-react/icons/pencil";
import Trash from "lucide-react/icons/trash-2";
import type { Item, Project } from "../../api/gen/types.gen";
import type { MenuAction } from "../../ui/row-menu";
import { useSharingActions } from "../shared/item/sharing-actions";
import { useDownload } from "../shared/item/use-download";
import type { Remove } from "../shared/item/use-removal";
import { useMay } from "../shared/me";
import type { DrawingDialogsState } from "./drawing-dialogs";

/** What a row needs to act on what it shows. */
export interface Acting {
  project: Project;
  folders: Item[];
  dialogs: DrawingDialogsState;
  remove: Remove;
  compare: (drawing: Item) => void;
}

/** The three-dot menu of a drawing or of a folder of drawings. */
export function useDrawingActions(acting: Acting): (item: Item) => MenuAction[][] {
  const { project, folders, dialogs, remove, compare } = acting;
  const may = useMay();
  const writes = may("content.write");
  const download = useDownload();
  const sharing = useSharingActions(project, folders, dialogs);

  const looking = (item: Item): MenuAction[] => {
    const isFolder = item.kind === "folder";
    const actions: MenuAction[] = [
      {
        label: isFolder ? "Download as ZIP" : "Download",
        icon: <Download />,
        run: () => void download.items(project.id, [item]),
      },
    ];
    if (!isFolder)
      actions.unshift({
        label: "Compare revisions",
        icon: <Columns2 />,
        run: () => compare(item),
        unavailable: hasSeveral(item) ? null : "It has one revision only.",
      });
    return actions;
  };

  const editing = (item: Item): MenuAction[] => {
    if (!writes) return [];
    const moving = {
      label: "Move",
      icon: <FolderInput />,
      run: () => dialogs.move.open({ way: "move", items: [item] }),
    };
    if (item.kind === "folder")
      return [
        {
          label: "Rename",
          icon: <Pencil />,
          run: () => dialogs.folder.open({ folder: item }),
        },
        moving,
      ];
    return [
      {
        label: "Issue a new revision",
        icon: <FileUp />,
        run: () => dialogs.revision.open(item),
      },
      {
        label: "Edit number and title",
        icon: <Pencil />,
        run: () => dialogs.details.open(item),
      },
      moving,
    ];
  };

  const deleting = (item: Item): MenuAction[] =>
    writes
      ? [{ label: "Delete", icon: <Trash />, danger: true, run: () => void remove([item]) }]
      : [];

  return (item) => [sharing(item), looking(item), editing(item), deleting(item)];
}

/** Whether there is more than one revision, drafts included, as far as the list tells. */
export const hasSeveral = ({ version_number, draft_versions }: Item): boolean =>
  (version_number ?? 0) + draft_versions > 1;
