import { Button, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { createFolder, updateDocument, updateFolder } from "../../api/gen/sdk.gen";
import type { Item } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { ifMatch } from "../shared/if-match";
import { useEdit } from "../shared/use-edit";

/** Names a new folder in `parent`, or gives `item` another name. */
export default function NameDialog(props: {
  projectId: string;
  item?: Item;
  parent?: Item | null;
  opened: boolean;
  onClose: () => void;
}) {
  const { item, parent } = props;
  const edit = useEdit("items");
  const form = useForm({
    initialValues: { title: item?.title ?? "" },
    validate: { title: isNotEmpty("Enter a name.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (values, headers) => {
    const title = values.title.trim();
    await edit(() => {
      if (!item) {
        const body = { title, parent_id: parent?.id ?? null };
        return createFolder({ path: { id: props.projectId }, body, headers });
      }
      const update = item.kind === "folder" ? updateFolder : updateDocument;
      return update({ path: { id: item.id }, body: { title }, headers: ifMatch(item.version) });
    });
    props.onClose();
  });
  const inherits = parent && parent.shared.with !== "nobody";

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={
        item ? `Rename “${item.title}”` : parent ? `New folder in “${parent.title}”` : "New folder"
      }
      size="sm"
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {item ? "Rename" : "Create folder"}
          </Button>
        </>
      }
    >
      <TextInput
        label="Name"
        description={
          inherits
            ? `“${parent.title}” is shared, so clients see this folder and what you put into it.`
            : undefined
        }
        autoComplete="off"
        data-autofocus
        {...form.getInputProps("title")}
      />
    </Dialog>
  );
}
