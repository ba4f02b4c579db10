import { Button, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { captionPhotos } from "../../api/gen/sdk.gen";
import type { Item } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { useInvalidate } from "../shared/use-invalidate";
import { replacedWords } from "./caption-words";

/** One caption for many photos. */
export default function CaptionDialog(props: {
  projectId: string;
  photos: Item[];
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { photos } = props;
  const invalidate = useInvalidate();
  const captions = photos.map(({ photo }) => photo?.caption ?? "");
  const form = useForm({
    // What all of them have in common is there to go on from.
    initialValues: { caption: new Set(captions).size === 1 ? (captions[0] ?? "") : "" },
  });
  const { onSubmit, busy, trouble } = useSubmit(form, async ({ caption }, headers) => {
    const { data } = await captionPhotos({
      path: { id: props.projectId },
      body: { item_ids: photos.map(({ id }) => id), caption: caption.trim() },
      headers,
    });
    await invalidate("items");
    notifications.show({ message: `${plural(data.changed, "caption")} saved.` });
    props.onDone();
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Caption ${plural(photos.length, "photo")}`}
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
      <Textarea
        label="Caption"
        description={replacedWords(captions, form.values.caption)}
        rows={3}
        maxLength={2000}
        data-autofocus
        {...form.getInputProps("caption")}
      />
    </Dialog>
  );
}
