import { Checkbox } from "@mantine/core";
import FileClock from "lucide-react/icons/file-clock";
import type { Item } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { disciplines } from "../../ui/disciplines";
import { RowMenu } from "../../ui/row-menu";
import { StatusBadge } from "../../ui/status-badge";
import { type DrawingsPlace, paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { itemName } from "../shared/item/item-name";
import { Thumb } from "../shared/item/thumb";
import { pathTo } from "../shared/item/tree";
import { ClientBadge } from "../shared/sharing/client-badge";
import { PickedBar } from "./picked-bar";
import classes from "./register-list.module.css";
import { type Acting, useDrawingActions } from "./use-drawing-actions";
import type { Picked } from "./use-picked";

interface ListProps extends Acting {
  place: DrawingsPlace;
  items: Item[];
  picked: Picked;
}

/** The drawings of a place by number, each with the revision that holds now; folders come first. */
export function RegisterList(props: ListProps) {
  const { items, picked } = props;
  const count = picked.items.length;
  const all = (
    <label className={classes.check}>
      <Checkbox
        aria-label="Select all that are shown"
        checked={count === items.length}
        indeterminate={count > 0 && count < items.length}
        onChange={(event) => (event.currentTarget.checked ? picked.all() : picked.clear())}
      />
    </label>
  );
  return (
    <>
      {count > 0 ? (
        <div className={classes.head} data-active>
          {all}
          <PickedBar {...props} />
        </div>
      ) : (
        <div className={`${classes.head} ${classes.columns}`}>
          {all}
          <span />
          <span>Number</span>
          <span>Title</span>
          <span>Revision</span>
          <span>Issued</span>
        </div>
      )}
      <ul className={classes.list}>
        {items.map((item) => (
          <Row key={item.id} item={item} {...props} />
        ))}
      </ul>
    </>
  );
}

function Row(props: ListProps & { item: Item }) {
  const { item, project, folders, picked } = props;
  const actions = useDrawingActions(props);
  const name = itemName(item);
  const through = folders.find(({ id }) => id === item.shared.inherited_from)?.title;
  return (
    <li
      className={`${classes.row} ${classes.columns}`}
      data-selected={picked.has(item.id) || undefined}
      data-folder={item.kind === "folder" || undefined}
    >
      <label className={classes.check}>
        <Checkbox
          aria-label={`Select ${name}`}
          checked={picked.has(item.id)}
          onChange={(event) => picked.toggle(item.id, event.currentTarget.checked)}
        />
      </label>
      <Thumb item={item} />
      {item.drawing ? <DrawingCells {...props} /> : <FolderCell item={item} />}
      <span className={classes.badges}>
        {item.draft_versions > 0 && (
          <StatusBadge tone="wait" icon={<FileClock />}>
            {item.draft_versions === 1 ? "Draft waiting" : plural(item.draft_versions, "draft")}
          </StatusBadge>
        )}
        <ClientBadge shared={item.shared} clients={project.clients} folder={through} />
      </span>
      <RowMenu label={`Actions for ${name}`} groups={actions(item)} />
    </li>
  );
}

function DrawingCells({ item, place, folders }: ListProps & { item: Item }) {
  const { drawing } = item;
  if (!drawing) return null;
  return (
    <>
      <span className={classes.number}>
        <AppLink
          href={paths.drawings(item.project_id, { ...place, item: item.id })}
          resetScroll={false}
          className={classes.name}
        >
          {drawing.number}
          <span className="visually-hidden"> {item.title}</span>
        </AppLink>
      </span>
      <span className={classes.what}>
        <span aria-hidden>{item.title}</span>
        <span className={classes.meta}>{whereabouts(item, place, folders)}</span>
      </span>
      <span className={classes.revision}>
        <span className={classes.label}>Revision </span>
        {drawing.revision ?? "none yet"}
      </span>
      <span className={classes.date}>
        {drawing.issued_on && (
          <time dateTime={drawing.issued_on}>{shortDate(drawing.issued_on)}</time>
        )}
      </span>
    </>
  );
}

function FolderCell({ item }: { item: Item }) {
  return (
    <span className={classes.folder}>
      <AppLink href={paths.drawings(item.project_id, { folder: item.id })} className={classes.name}>
        {item.title}
      </AppLink>
    </span>
  );
}

/** Its discipline; of what a search finds also where it lies. */
function whereabouts(item: Item, { q, discipline }: DrawingsPlace, folders: Item[]): string {
  const whose = item.drawing ? disciplines[item.drawing.discipline] : "";
  if (!q && !discipline) return whose;
  const way = pathTo(folders, item.parent_id).map(({ title }) => title);
  return [whose, way.length > 0 && `in ${way.join(" › ")}`].filter(Boolean).join(" · ");
}
