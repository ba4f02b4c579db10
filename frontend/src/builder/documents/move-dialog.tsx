import { Button, Radio } from "@mantine/core";
import { useForm } from "@mantine/form";
import { moveItems } from "../../api/gen/sdk.gen";
import type { Item } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { useInvalidate } from "../shared/use-invalidate";
import classes from "./move-dialog.module.css";
import { flatten, isWithin, treeOf } from "./tree";

const TOP = "top";

export default function MoveDialog(props: {
  projectId: string;
  folders: Item[];
  items: Item[];
  opened: boolean;
  onClose: () => void;
  onMoved: () => void;
}) {
  const { items, folders } = props;
  const invalidate = useInvalidate();
  const moving = new Set(items.map(({ id }) => id));
  const from = new Set(items.map(({ parent_id }) => parent_id ?? TOP));
  const form = useForm({
    initialValues: { parent_id: "" },
    validate: { parent_id: (value) => (value ? null : "Choose a folder.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ parent_id }, headers) => {
    await moveItems({
      path: { id: props.projectId },
      body: { item_ids: [...moving], parent_id: parent_id === TOP ? null : parent_id },
      headers,
    });
    await invalidate("documents");
    props.onMoved();
    props.onClose();
  });

  const targets = [
    { id: TOP, title: "Documents (top)", depth: 0 },
    ...flatten(treeOf(folders))
      .filter(({ folder }) => !isWithin(folders, folder.id, moving))
      .map(({ folder, depth }) => ({ id: folder.id, title: folder.title, depth: depth + 1 })),
  ];
  const target = folders.find(({ id }) => id === form.values.parent_id);

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={items.length === 1 ? `Move “${items[0]?.title}”` : `Move ${items.length} items`}
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Move here
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
                <Radio value={id} disabled={here} />
                {title}
                {here && <span className={classes.note}>where it is now</span>}
              </label>
            );
          })}
        </div>
      </Radio.Group>
      <p role="status" className={classes.effect}>
        {form.values.parent_id && effectOf(items, target)}
      </p>
    </Dialog>
  );
}

/** What the move does to what clients see. */
function effectOf(items: Item[], target: Item | undefined): string {
  if (target && target.shared.with !== "nobody") {
    const whom =
      target.shared.with === "everyone" ? "every client of the project" : "the clients who see it";
    return `“${target.title}” is shared: ${whom} will see what you move there.`;
  }
  if (items.some(({ shared }) => shared.inherited_from))
    return "What clients see only through its present folder is hidden from them after the move.";
  return "The move changes nothing in what clients see.";
}
