import EllipsisVertical from "lucide-react/icons/ellipsis-vertical";
import type { Item, ProjectClient } from "../../api/gen/types.gen";
import { ClientBadge } from "../shared/sharing/client-badge";
import classes from "./overlay.module.css";
import type { MenuPlace } from "./photo-menu";

/** What lies over a photo: who sees it, and its menu. */
export function Overlay(props: {
  item: Item;
  reachable: boolean;
  clients: ProjectClient[];
  /** The name of the album that it is shared through, if it is. */
  through?: string;
  openMenu: (place: MenuPlace) => void;
}) {
  const { item } = props;
  return (
    <>
      <span className={classes.badge}>
        <ClientBadge shared={item.shared} clients={props.clients} folder={props.through} />
      </span>
      <button
        type="button"
        className={classes.menu}
        aria-label={`Actions for ${item.title}`}
        aria-haspopup="menu"
        tabIndex={props.reachable ? 0 : -1}
        onClick={(event) => props.openMenu({ item, button: event.currentTarget })}
      >
        <EllipsisVertical size={20} aria-hidden />
      </button>
    </>
  );
}
