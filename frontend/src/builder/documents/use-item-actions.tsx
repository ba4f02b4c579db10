import Download from "lucide-react/icons/download";
import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import FolderInput from "lucide-react/icons/folder-input";
import Pencil from "lucide-react/icons/pencil";
import Share from "lucide-react/icons/share-2";
import Trash from "lucide-react/icons/trash-2";
import type { Item, Project } from "../../api/gen/types.gen";
import type { MenuAction } from "../../ui/row-menu";
import { useMay } from "../shared/me";
import { whyNotShare } from "../shared/sharing/reason";
import type { DocumentDialogsState } from "./document-dialogs";
import { useOpenItem } from "./use-open-item";

/** The three-dot menu of a document or folder. */
export function useItemActions(
  project: Project,
  folders: Item[],
  dialogs: DocumentDialogsState,
): (item: Item) => MenuAction[][] {
  const may = useMay();
  const open = useOpenItem();

  return (item) => {
    const { shared } = item;
    const sharing: MenuAction[] = [
      {
        label: shared.with === "nobody" ? "Share with client" : "Edit sharing",
        icon: <Share />,
        run: () => dialogs.share.open([item]),
        unavailable: whyNotShare(project.sharing),
      },
    ];
    if (shared.with !== "nobody" && may("share"))
      sharing.push({
        label: "Unshare",
        icon: <EyeOff />,
        run: () => dialogs.unshare.open([item]),
        unavailable: whyNotUnshare(item, folders),
      });
    sharing.push({
      label: "Who can see this",
      icon: <Eye />,
      run: () => dialogs.visibility.open(item),
    });

    const editing: MenuAction[] = [];
    if (item.kind !== "folder")
      editing.push({ label: "Download", icon: <Download />, run: () => void open(item, true) });
    if (may("content.write"))
      editing.push(
        { label: "Rename", icon: <Pencil />, run: () => dialogs.rename.open(item) },
        { label: "Move", icon: <FolderInput />, run: () => dialogs.move.open([item]) },
      );
    const deleting: MenuAction[] = may("content.write")
      ? [
          {
            label: "Delete",
            icon: <Trash />,
            danger: true,
            run: () => dialogs.remove.open([item]),
          },
        ]
      : [];
    return [sharing, editing, deleting];
  };
}

/** What is shared through a folder can only be hidden there, or by moving it out. */
function whyNotUnshare({ shared }: Item, folders: Item[]): string | null {
  if (!shared.inherited_from) return null;
  const folder = folders.find(({ id }) => id === shared.inherited_from);
  return `It is shared through the folder “${folder?.title ?? "above it"}”. Unshare that folder, or move this out of it.`;
}
