import { Button, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { createFolder, updateFolder } from "../../api/gen/sdk.gen";
import type { Item } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { ifMatch } from "../shared/if-match";
import { useEdit } from "../shared/use-edit";

/** Names a new folder of drawings in `parent`, or gives `folder` another name. */
export default function FolderDialog(props: {
  projectId: string;
  folder?: Item;
  parent?: Item;
  opened: boolean;
  onClose: () => void;
}) {
  const { folder, parent } = props;
  const edit = useEdit("items");
  const form = useForm({
    initialValues: { title: folder?.title ?? "" },
    validate: { title: isNotEmpty("Enter a name.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (values, headers) => {
    const title = values.title.trim();
    await edit(() =>
      folder
        ? updateFolder({
            path: { id: folder.id },
            body: { title },
            headers: ifMatch(folder.version),
          })
        : createFolder({
            path: { id: props.projectId },
            body: { title, parent_id: parent?.id ?? null, module: "drawings" },
            headers,
          }),
    );
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={folder ? `Rename “${folder.title}”` : "New folder of drawings"}
      size="sm"
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {folder ? "Rename" : "Create folder"}
          </Button>
        </>
      }
    >
      <TextInput
        label="Name"
        description={
          parent && parent.shared.with !== "nobody"
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
