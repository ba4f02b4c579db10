import Copy from "lucide-react/icons/copy";
import Download from "lucide-react/icons/download";
import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import FolderInput from "lucide-react/icons/folder-input";
import Info from "lucide-react/icons/info";
import MessageSquareText from "lucide-react/icons/message-square-text";
import Pencil from "lucide-react/icons/pencil";
import Share from "lucide-react/icons/share-2";
import Trash from "lucide-react/icons/trash-2";
import type { Item, Project } from "../../api/gen/types.gen";
import type { MenuAction } from "../../ui/row-menu";
import { useDownload } from "../shared/item/use-download";
import type { Remove } from "../shared/item/use-removal";
import { useMay } from "../shared/me";
import { whyNotShare } from "../shared/sharing/reason";
import type { PhotoDialogsState } from "./photo-dialogs";

/** The three-dot menu of a photo or an album. */
export function usePhotoActions(props: {
  project: Project;
  folders: Item[];
  dialogs: PhotoDialogsState;
  remove: Remove;
  /** Opens the drawer about a photo; left out where it is open. */
  details?: (item: Item) => void;
}): (item: Item) => MenuAction[][] {
  const { project, folders, dialogs, remove, details } = props;
  const may = useMay();
  const download = useDownload();

  return (item) => {
    const { shared } = item;
    const isAlbum = item.kind === "folder";
    const writes = may("content.write");
    const about: MenuAction[] = [];
    if (details && !isAlbum)
      about.push({ label: "Details", icon: <Info />, run: () => details(item) });
    if (writes && !isAlbum)
      about.push({
        label: item.photo?.caption ? "Edit caption" : "Add a caption",
        icon: <MessageSquareText />,
        run: () => dialogs.caption.open([item]),
      });

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

    const taking: MenuAction[] = [
      {
        label: isAlbum ? "Download as ZIP" : "Download",
        icon: <Download />,
        run: () => void download.items(project.id, [item]),
      },
    ];
    if (!writes) return [about, sharing, taking];
    const moving: MenuAction[] = [
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
    if (isAlbum)
      moving.unshift({
        label: "Rename",
        icon: <Pencil />,
        run: () => dialogs.album.open({ album: item }),
      });
    const deleting: MenuAction[] = [
      { label: "Delete", icon: <Trash />, danger: true, run: () => void remove([item]) },
    ];
    return [about, sharing, taking, moving, deleting];
  };
}

/** What is shared through an album can only be hidden there, or by moving it out. */
function whyNotUnshare({ shared }: Item, folders: Item[]): string | null {
  if (!shared.inherited_from) return null;
  const album = folders.find(({ id }) => id === shared.inherited_from);
  return `It is shared through the album “${album?.title ?? "above it"}”. Unshare that album, or move this out of it.`;
}
