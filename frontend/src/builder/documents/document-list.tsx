import { Checkbox } from "@mantine/core";
import type { Item, Project } from "../../api/gen/types.gen";
import { fileSize } from "../../lib/bytes";
import { dateAndTime, relativeTime } from "../../lib/dates";
import { RowMenu } from "../../ui/row-menu";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { ItemIcon } from "../shared/item-icon";
import { ClientBadge } from "../shared/sharing/client-badge";
import type { DocumentDialogsState } from "./document-dialogs";
import classes from "./document-list.module.css";
import { SelectionBar } from "./selection-bar";
import { pathTo } from "./tree";
import { useItemActions } from "./use-item-actions";
import { useOpenItem } from "./use-open-item";
import type { Selection } from "./use-selection";

interface ListProps {
  project: Project;
  items: Item[];
  folders: Item[];
  selection: Selection;
  dialogs: DocumentDialogsState;
  /** Say where each thing lies, for search results. */
  showFolder: boolean;
}

export function DocumentList({ items, ...props }: ListProps) {
  const { selection } = props;
  const count = selection.chosen.length;
  return (
    <>
      <div className={classes.head} data-active={count > 0 || undefined}>
        <label className={classes.check}>
          <Checkbox
            aria-label="Select all that are shown"
            checked={count === items.length}
            indeterminate={count > 0 && count < items.length}
            onChange={(event) =>
              event.currentTarget.checked ? selection.all() : selection.clear()
            }
          />
        </label>
        <SelectionBar project={props.project} selection={selection} dialogs={props.dialogs} />
      </div>
      <ul className={classes.list}>
        {items.map((item) => (
          <Row key={item.id} item={item} {...props} />
        ))}
      </ul>
    </>
  );
}

function Row(props: Omit<ListProps, "items"> & { item: Item }) {
  const { item, project, folders, selection, dialogs } = props;
  const actions = useItemActions(project, folders, dialogs);
  const through = folders.find(({ id }) => id === item.shared.inherited_from)?.title;
  const origin = props.showFolder
    ? `in ${["Documents", ...pathTo(folders, item.parent_id).map(({ title }) => title)].join(" › ")}`
    : `Added by ${item.created_by}`;
  return (
    <li className={classes.row} data-selected={selection.has(item.id) || undefined}>
      <label className={classes.check}>
        <Checkbox
          aria-label={`Select ${item.title}`}
          checked={selection.has(item.id)}
          onChange={(event) => selection.toggle(item.id, event.currentTarget.checked)}
        />
      </label>
      <span className={classes.icon}>
        <ItemIcon item={item} />
      </span>
      <span className={classes.what}>
        <Name item={item} />
        <span className={classes.meta}>
          {[item.size !== null && fileSize(item.size), origin].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className={classes.badge}>
        <ClientBadge shared={item.shared} clients={project.clients} folder={through} />
      </span>
      <time
        className={classes.date}
        dateTime={item.updated_at}
        title={dateAndTime(item.updated_at)}
      >
        {relativeTime(item.updated_at)}
      </time>
      <RowMenu label={`Actions for ${item.title}`} groups={actions(item)} />
    </li>
  );
}

function Name({ item }: { item: Item }) {
  const open = useOpenItem();
  if (item.kind === "folder")
    return (
      <AppLink
        href={paths.documents(item.project_id, { folder: item.id })}
        className={classes.name}
      >
        {item.title}
      </AppLink>
    );
  return (
    <button type="button" className={classes.name} onClick={() => void open(item)}>
      {item.title}
    </button>
  );
}
