import { Checkbox } from "@mantine/core";
import FileClock from "lucide-react/icons/file-clock";
import type { Item, Project } from "../../api/gen/types.gen";
import { fileSize } from "../../lib/bytes";
import { dateAndTime, relativeTime } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { RowMenu } from "../../ui/row-menu";
import { StatusBadge } from "../../ui/status-badge";
import { type DocumentsPlace, paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { Thumb } from "../shared/item/thumb";
import { pathTo } from "../shared/item/tree";
import type { Remove } from "../shared/item/use-removal";
import { ClientBadge } from "../shared/sharing/client-badge";
import type { DocumentDialogsState } from "./document-dialogs";
import classes from "./document-list.module.css";
import { SelectionBar } from "./selection-bar";
import { useItemActions } from "./use-item-actions";
import type { Selection } from "./use-selection";

interface ListProps {
  project: Project;
  place: DocumentsPlace;
  items: Item[];
  folders: Item[];
  selection: Selection;
  dialogs: DocumentDialogsState;
  remove: Remove;
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
        <SelectionBar
          project={props.project}
          selection={selection}
          dialogs={props.dialogs}
          remove={props.remove}
        />
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
  const { item, place, project, folders, selection, dialogs } = props;
  const actions = useItemActions(project, folders, dialogs, props.remove);
  const through = folders.find(({ id }) => id === item.shared.inherited_from)?.title;
  return (
    <li className={classes.row} data-selected={selection.has(item.id) || undefined}>
      <label className={classes.check}>
        <Checkbox
          aria-label={`Select ${item.title}`}
          checked={selection.has(item.id)}
          onChange={(event) => selection.toggle(item.id, event.currentTarget.checked)}
        />
      </label>
      <Thumb item={item} />
      <span className={classes.what}>
        {item.kind === "folder" ? (
          <AppLink
            href={paths.documents(item.project_id, { folder: item.id })}
            className={classes.name}
          >
            {item.title}
          </AppLink>
        ) : (
          <AppLink
            href={paths.documents(item.project_id, { ...place, item: item.id })}
            resetScroll={false}
            className={classes.name}
          >
            {item.title}
          </AppLink>
        )}
        <span className={classes.meta}>{facts(item, folders, place).join(" · ")}</span>
      </span>
      <span className={classes.badges}>
        {item.draft_versions > 0 && (
          <StatusBadge tone="wait" icon={<FileClock />}>
            {item.draft_versions === 1 ? "Draft waiting" : plural(item.draft_versions, "draft")}
          </StatusBadge>
        )}
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

/** Of what a search finds, where it lies; of everything else who put it there. */
function facts(item: Item, folders: Item[], { q }: DocumentsPlace): string[] {
  const way = ["Documents", ...pathTo(folders, item.parent_id).map(({ title }) => title)];
  const version = item.version_number ?? 1;
  return [
    ...(item.size !== null ? [fileSize(item.size)] : []),
    ...(version > 1 ? [`version ${version}`] : []),
    q ? `in ${way.join(" › ")}` : `Added by ${item.created_by}`,
  ];
}
