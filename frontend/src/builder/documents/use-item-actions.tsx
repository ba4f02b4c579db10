import Copy from "lucide-react/icons/copy";
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
import type { DocumentDialogsState } from "./document-dialogs";

/** The three-dot menu of a document or folder. */
export function useItemActions(
  project: Project,
  folders: Item[],
  dialogs: DocumentDialogsState,
  remove: Remove,
): (item: Item) => MenuAction[][] {
  const may = useMay();
  const download = useDownload();
  const sharing = useSharingActions(project, folders, dialogs);

  return (item) => {
    const isFile = item.kind !== "folder";
    const taking: MenuAction[] = [
      {
        label: isFile ? "Download" : "Download as ZIP",
        icon: <Download />,
        run: () => void download.items(project.id, [item]),
      },
    ];
    if (!may("content.write")) return [sharing(item), taking];

    const editing: MenuAction[] = [
      { label: "Rename", icon: <Pencil />, run: () => dialogs.rename.open(item) },
      {
        label: "Move",
        icon: <FolderInput />,
        run: () => dialogs.move.open({ way: "move", items: [item] }),
      },
      {
        label: "Copy",
        icon: <Copy />,
        run: () => dialogs.move.open({ way: "copy", items: [item] }),
      },
    ];
    if (isFile)
      editing.unshift({
        label: "Upload a new version",
        icon: <FileUp />,
        run: () => dialogs.newVersion.open(item),
      });
    const deleting: MenuAction[] = [
      { label: "Delete", icon: <Trash />, danger: true, run: () => void remove([item]) },
    ];
    return [sharing(item), taking, editing, deleting];
  };
}
