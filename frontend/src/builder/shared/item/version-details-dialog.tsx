import { Button, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { updateVersion } from "../../../api/gen/sdk.gen";
import type { Item, Version } from "../../../api/gen/types.gen";
import { Dialog } from "../../../ui/dialog";
import { useSubmit } from "../../../ui/use-submit";
import { useInvalidate } from "../use-invalidate";
import { versionInWords } from "./version-words";

/** Changes what is said of a version; its file stays as it is. */
export default function VersionDetailsDialog(props: {
  item: Item;
  version: Version;
  opened: boolean;
  onClose: () => void;
}) {
  const { item, version } = props;
  const invalidate = useInvalidate();
  const isDrawing = item.kind === "drawing";
  const form = useForm({
    initialValues: {
      label: version.label ?? "",
      issued_on: version.issued_on ?? "",
      note: version.note ?? "",
    },
    validate: {
      label: (label) => (isDrawing && !label.trim() ? "Enter its revision, such as B or 2." : null),
    },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ label, issued_on, note }) => {
    await updateVersion({
      path: { id: item.id, file_id: version.file_id },
      body: {
        note: note.trim() || null,
        ...(isDrawing && { label: label.trim(), issued_on: issued_on || null }),
      },
    });
    await invalidate("items");
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`About ${versionInWords(item, version)}`}
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
      {isDrawing && (
        <>
          <TextInput label="Revision" autoComplete="off" {...form.getInputProps("label")} />
          <TextInput type="date" label="Issued on" {...form.getInputProps("issued_on")} />
        </>
      )}
      <Textarea label="What is new in it" rows={3} {...form.getInputProps("note")} />
    </Dialog>
  );
}
