import { Button, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import type { Item, Project, Version } from "../../../api/gen/types.gen";
import { nextRevision } from "../../../lib/revisions";
import { today } from "../../../lib/today";
import { Dialog } from "../../../ui/dialog";
import { useSubmit } from "../../../ui/use-submit";
import { seenBy } from "../sharing/seen-by";
import { FileField } from "../uploads/file-field";
import { FormUploadProgress } from "../uploads/form-upload-progress";
import { useFormUpload } from "../uploads/use-form-upload";
import { useInvalidate } from "../use-invalidate";
import { itemName } from "./item-name";
import { PublishChoiceFields } from "./publish-choice";
import { versionName, versionNoun } from "./version-words";

/** The name of a large file that went ahead of its form. */
const FIELDS = { upload_id: "file" };

/** Uploads a new version of a document, or a new revision of a drawing. */
export default function NewVersionDialog(props: {
  project: Project;
  item: Item;
  opened: boolean;
  onClose: () => void;
}) {
  const { project, item } = props;
  const invalidate = useInvalidate();
  const upload = useFormUpload(project.id);
  const isDrawing = item.kind === "drawing";
  const who = seenBy(item.shared, project);
  const form = useForm({
    initialValues: {
      file: null as File | null,
      label: isDrawing ? nextRevision(item.drawing?.revision) : "",
      issued_on: isDrawing ? today() : "",
      note: "",
      publish: "now" as "now" | "later",
      notify: true,
      ask_acknowledgement: isDrawing,
    },
    validate: {
      file: (file) => (file ? null : "Choose the file of the new version."),
      label: (label) => (isDrawing && !label.trim() ? "Enter its revision, such as B or 2." : null),
    },
  });
  const { values } = form;
  const publishes = !who || values.publish === "now";

  const { onSubmit, busy, trouble } = useSubmit(
    form,
    async (values, headers) => {
      if (!values.file) return;
      const tells = who !== null && publishes;
      const version = await upload.send<Version>(
        `/api/v1/items/${item.id}/versions`,
        {
          label: values.label.trim(),
          issued_on: values.issued_on,
          note: values.note.trim(),
          publish: String(publishes),
          notify: String(tells && values.notify),
          ask_acknowledgement: String(tells && isDrawing && values.ask_acknowledgement),
        },
        values.file,
        headers["Idempotency-Key"],
      );
      await invalidate("items");
      const name = versionName(item, version);
      notifications.show({
        message: publishes
          ? `${name} is the current one${who ? ", and clients see it" : ""}.`
          : `${name} is kept as a draft. Clients do not see it.`,
      });
      props.onClose();
    },
    FIELDS,
  );

  const close = () => {
    upload.cancel();
    props.onClose();
  };
  return (
    <Dialog
      opened={props.opened}
      onClose={close}
      title={`New ${versionNoun(item)} of “${itemName(item)}”`}
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {publishes ? "Upload and publish" : "Upload as a draft"}
          </Button>
        </>
      }
    >
      <FileField label="File" {...form.getInputProps("file")} />
      {isDrawing && (
        <>
          <TextInput
            label="Revision"
            description={
              item.drawing?.revision ? `The current one is ${item.drawing.revision}.` : undefined
            }
            autoComplete="off"
            {...form.getInputProps("label")}
          />
          <TextInput type="date" label="Issued on" {...form.getInputProps("issued_on")} />
        </>
      )}
      <Textarea
        label="What is new (optional)"
        description="Stands beside it in the list of versions."
        rows={2}
        {...form.getInputProps("note")}
      />
      {who ? (
        <>
          <Radio.Group
            label="When clients see it"
            description={`It is shared with ${who}.`}
            {...form.getInputProps("publish")}
          >
            <Stack gap="sm" mt="xs">
              <Radio
                value="now"
                label="Publish now"
                description="It takes the place of what they see, at once"
              />
              <Radio
                value="later"
                label="Keep as a draft until I publish it"
                description="They go on seeing the one that is current now"
              />
            </Stack>
          </Radio.Group>
          {publishes && (
            <PublishChoiceFields
              item={item}
              value={values}
              onChange={(choice) => form.setValues(choice)}
            />
          )}
        </>
      ) : (
        <p>It becomes the current one at once. It is not shared, so no client sees it.</p>
      )}
      <FormUploadProgress upload={upload} />
    </Dialog>
  );
}
