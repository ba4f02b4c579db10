import { Button, NativeSelect, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { updateDrawing } from "../../api/gen/sdk.gen";
import type { Discipline, Item } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { disciplines } from "../../ui/disciplines";
import { useSubmit } from "../../ui/use-submit";
import { ifMatch } from "../shared/if-match";
import { useEdit } from "../shared/use-edit";

/** Number, title and discipline of a drawing; its revisions keep what was said of each. */
export default function DetailsDialog(props: {
  drawing: Item;
  opened: boolean;
  onClose: () => void;
}) {
  const { drawing } = props;
  const edit = useEdit("items");
  const form = useForm({
    initialValues: {
      number: drawing.drawing?.number ?? "",
      title: drawing.title,
      discipline: drawing.drawing?.discipline ?? ("other" as Discipline),
    },
    validate: {
      number: isNotEmpty("Enter its number, such as A-101."),
      title: isNotEmpty("Enter its title."),
    },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ number, title, discipline }) => {
    await edit(() =>
      updateDrawing({
        path: { id: drawing.id },
        body: { number: number.trim(), title: title.trim(), discipline },
        headers: ifMatch(drawing.version),
      }),
    );
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Edit ${drawing.drawing?.number ?? drawing.title}`}
      size="sm"
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </>
      }
    >
      <TextInput label="Number" autoComplete="off" {...form.getInputProps("number")} />
      <TextInput label="Title" autoComplete="off" {...form.getInputProps("title")} />
      <NativeSelect
        label="Discipline"
        data={Object.entries(disciplines).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps("discipline")}
      />
    </Dialog>
  );
}
