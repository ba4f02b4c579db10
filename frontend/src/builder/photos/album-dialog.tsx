import { Button, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { createFolder, updateFolder } from "../../api/gen/sdk.gen";
import type { Item } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { ifMatch } from "../shared/if-match";
import { useEdit } from "../shared/use-edit";

/** Names a new album in `parent`, or gives `album` another name. */
export default function AlbumDialog(props: {
  projectId: string;
  album?: Item;
  parent?: Item | null;
  opened: boolean;
  onClose: () => void;
}) {
  const { album, parent } = props;
  const edit = useEdit("items");
  const form = useForm({
    initialValues: { title: album?.title ?? "" },
    validate: { title: isNotEmpty("Enter a name.") },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async (values, headers) => {
    const title = values.title.trim();
    await edit(() => {
      if (album)
        return updateFolder({
          path: { id: album.id },
          body: { title },
          headers: ifMatch(album.version),
        });
      const body = { title, parent_id: parent?.id ?? null, module: "photos" } as const;
      return createFolder({ path: { id: props.projectId }, body, headers });
    });
    props.onClose();
  });
  const inherits = parent && parent.shared.with !== "nobody";

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={
        album ? `Rename “${album.title}”` : parent ? `New album in “${parent.title}”` : "New album"
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
            {album ? "Rename" : "Create album"}
          </Button>
        </>
      }
    >
      <TextInput
        label="Name"
        description={
          inherits
            ? `“${parent.title}” is shared, so clients see this album and what you put into it.`
            : undefined
        }
        autoComplete="off"
        data-autofocus
        {...form.getInputProps("title")}
      />
    </Dialog>
  );
}
