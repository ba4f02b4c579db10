import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import Share from "lucide-react/icons/share-2";
import type { Item, Project } from "../../../api/gen/types.gen";
import type { MenuAction } from "../../../ui/row-menu";
import { useMay } from "../me";
import { whyNotShare } from "../sharing/reason";
import type { ItemDialogsState } from "./item-dialogs";

/** What every item's three-dot menu offers about sharing ([H2], [H6], [H8]). */
export function useSharingActions(
  project: Project,
  folders: Item[],
  dialogs: Pick<ItemDialogsState, "share" | "unshare" | "visibility">,
): (item: Item) => MenuAction[] {
  const may = useMay();
  return (item) => {
    const isShared = item.shared.with !== "nobody";
    const actions: MenuAction[] = [
      {
        label: isShared ? "Edit sharing" : "Share with client",
        icon: <Share />,
        run: () => dialogs.share.open([item]),
        unavailable: whyNotShare(project.sharing),
      },
    ];
    if (isShared && may("share"))
      actions.push({
        label: "Unshare",
        icon: <EyeOff />,
        run: () => dialogs.unshare.open([item]),
        unavailable: whyNotUnshare(item, folders),
      });
    actions.push({
      label: "Who can see this",
      icon: <Eye />,
      run: () => dialogs.visibility.open(item),
    });
    return actions;
  };
}

/** What is shared through a folder can only be hidden there, or by moving it out. */
function whyNotUnshare({ shared }: Item, folders: Item[]): string | null {
  if (!shared.inherited_from) return null;
  const folder = folders.find(({ id }) => id === shared.inherited_from);
  return `It is shared through the folder “${folder?.title ?? "above it"}”. Unshare that folder, or move this out of it.`;
}
