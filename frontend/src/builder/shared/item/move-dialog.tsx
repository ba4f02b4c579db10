import { Button, Radio } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { copyItems, moveItems } from "../../../api/gen/sdk.gen";
import type { Item } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { Dialog } from "../../../ui/dialog";
import { useSubmit } from "../../../ui/use-submit";
import { useInvalidate } from "../use-invalidate";
import { itemName } from "./item-name";
import classes from "./move-dialog.module.css";
import { flatten, isWithin, treeOf } from "./tree";

const TOP = "top";

/** Moves or copies things into another folder of their section, and says first what that does to what clients see. */
export default function MoveDialog(props: {
  way: "move" | "copy";
  projectId: string;
  /** What the section is called, as in "Documents". */
  section: string;
  /** All folders of that section. */
  folders: Item[];
  items: Item[];
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { way, items, folders } = props;
  const copies = way === "copy";
  const invalidate = useInvalidate();
  const moving = new Set(items.map(({ id }) => id));
  const from = new Set(items.map(({ parent_id }) => parent_id ?? TOP));
  const form = useForm({
    initialValues: { parent_id: "" },
    validate: { parent_id: (value) => (value ? null : "Choose a folder.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ parent_id }, headers) => {
    const send = copies ? copyItems : moveItems;
    await send({
      path: { id: props.projectId },
      body: { item_ids: [...moving], parent_id: parent_id === TOP ? null : parent_id },
      headers,
    });
    await invalidate("items");
    if (copies) notifications.show({ message: `${plural(items.length, "item")} copied.` });
    props.onDone();
    props.onClose();
  });

  const targets = [
    { id: TOP, title: `${props.section} (top)`, depth: 0 },
    ...flatten(treeOf(folders))
      .filter(({ folder }) => !isWithin(folders, folder.id, moving))
      .map(({ folder, depth }) => ({ id: folder.id, title: folder.title, depth: depth + 1 })),
  ];
  const target = folders.find(({ id }) => id === form.values.parent_id);
  const verb = copies ? "Copy" : "Move";

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={
        items[0] && items.length === 1
          ? `${verb} “${itemName(items[0])}”`
          : `${verb} ${items.length} items`
      }
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {verb} here
          </Button>
        </>
      }
    >
      <Radio.Group label="To which folder" {...form.getInputProps("parent_id")}>
        <div className={classes.targets}>
          {targets.map(({ id, title, depth }) => {
            const here = from.size === 1 && from.has(id);
            return (
              <label
                key={id}
                className={classes.target}
                style={{ paddingLeft: `${0.75 + depth * 1.25}rem` }}
              >
                <Radio value={id} disabled={here && !copies} />
                {title}
                {here && <span className={classes.note}>where it is now</span>}
              </label>
            );
          })}
        </div>
      </Radio.Group>
      <p role="status" className={classes.effect}>
        {form.values.parent_id && (copies ? copied(target) : moved(items, target))}
      </p>
    </Dialog>
  );
}

const whom = ({ shared }: Item) =>
  shared.with === "everyone" ? "every client of the project" : "the clients who see it";

/** What the move does to what clients see. */
function moved(items: Item[], target: Item | undefined): string {
  if (target && target.shared.with !== "nobody")
    return `“${target.title}” is shared: ${whom(target)} will see what you move there.`;
  if (items.some(({ shared }) => shared.inherited_from))
    return "What clients see only through its present folder is hidden from them after the move.";
  return "The move changes nothing in what clients see.";
}

function copied(target: Item | undefined): string {
  if (target && target.shared.with !== "nobody")
    return `“${target.title}” is shared: ${whom(target)} will see the copy.`;
  return "The copy is not shared. It has the current version only.";
}
