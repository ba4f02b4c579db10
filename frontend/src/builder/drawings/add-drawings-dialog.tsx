import { Button, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useRef, useState } from "react";
import type { Item, Project } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { today } from "../../lib/today";
import { Dialog } from "../../ui/dialog";
import { PublishChoiceFields } from "../shared/item/publish-choice";
import { seenBy } from "../shared/sharing/seen-by";
import { FormUploadProgress } from "../shared/uploads/form-upload-progress";
import classes from "./add-drawings-dialog.module.css";
import { IncomingRow } from "./incoming-row";
import { type Together, useIncoming } from "./use-incoming";

/** Files that become drawings, or new revisions of those with the same number, with what is said of each. */
export default function AddDrawingsDialog(props: {
  project: Project;
  /** The folder on screen; undefined at the top. */
  folder: Item | undefined;
  files: File[];
  opened: boolean;
  onClose: () => void;
}) {
  const { project, folder } = props;
  const incoming = useIncoming(project, folder?.id, props.files);
  const { all, known, busy } = incoming;
  const [together, setTogether] = useState<Together>({
    issued_on: today(),
    note: "",
    publish: "now",
    notify: true,
    ask_acknowledgement: true,
  });
  const say = (change: Partial<Together>) => setTogether({ ...together, ...change });
  const form = useRef<HTMLDivElement>(null);

  const joined = all.flatMap((one) => (one.asRevision ? (known.of(one.number) ?? []) : []));
  const seen = joined.filter(({ shared }) => seenBy(shared, project) !== null);
  const close = () => {
    incoming.upload.cancel();
    props.onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || all.length === 0) return;
    const count = all.length;
    if (await incoming.send(together)) {
      notifications.show({ message: addedWords(count, joined.length) });
      props.onClose();
    } else
      window.setTimeout(() =>
        form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus(),
      );
  };

  return (
    <Dialog
      opened={props.opened}
      onClose={close}
      title={folder ? `Add drawings to “${folder.title}”` : "Add drawings"}
      size="lg"
      onSubmit={submit}
      footer={
        <>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={all.length === 0 || !known.isReady}>
            {actWords(all.length, joined.length)}
          </Button>
        </>
      }
    >
      <div ref={form} className={classes.form}>
        <p className={classes.lead}>
          Number, title and revision are read from the names of the files. Put right what is wrong.
        </p>
        <ul className={classes.rows} aria-label="Files">
          {all.map((one) => (
            <IncomingRow
              key={one.id}
              one={one}
              known={known.of(one.number)}
              disabled={busy}
              onChange={(change) => incoming.change(one.id, change)}
              onRemove={() => incoming.remove(one.id)}
            />
          ))}
        </ul>
        {all.length === 0 && <p>No file is left.</p>}
        <div className={classes.together}>
          <TextInput
            type="date"
            label="Issued on"
            value={together.issued_on}
            onChange={(event) => say({ issued_on: event.currentTarget.value })}
          />
          <Textarea
            label="Note (optional)"
            description="As in “For construction”. Clients who see them read it too."
            rows={2}
            value={together.note}
            onChange={(event) => say({ note: event.currentTarget.value })}
          />
        </div>
        <Audience project={project} folder={folder} newOnes={all.length - joined.length} />
        {seen.length > 0 && (
          <Publishing seen={seen} together={together} say={say} project={project} />
        )}
        <FormUploadProgress upload={incoming.upload} />
      </div>
    </Dialog>
  );
}

/** Who sees the new ones at once, because of where they are put. */
function Audience(props: { project: Project; folder: Item | undefined; newOnes: number }) {
  if (props.newOnes === 0) return null;
  const who = seenBy(props.folder?.shared, props.project);
  return (
    <p>
      {who
        ? `“${props.folder?.title}” is shared: ${who} will see new drawings in it at once.`
        : "Clients see new drawings only once you share them."}
    </p>
  );
}

function Publishing(props: {
  project: Project;
  seen: Item[];
  together: Together;
  say: (change: Partial<Together>) => void;
}) {
  const { seen, together, say } = props;
  const [first] = seen;
  if (!first) return null;
  const numbers = seen.map(({ drawing }) => drawing?.number ?? "");
  return (
    <>
      <Radio.Group
        label="When clients see the new revisions"
        description={`They see ${new Intl.ListFormat("en-AU").format(numbers)} already.`}
        value={together.publish}
        onChange={(publish) => say({ publish: publish === "later" ? "later" : "now" })}
      >
        <Stack gap="sm" mt="xs">
          <Radio
            value="now"
            label="Publish now"
            description="They take the place of what clients see, at once"
          />
          <Radio
            value="later"
            label="Keep as drafts until I publish them"
            description="Clients go on seeing the revisions that are current now"
          />
        </Stack>
      </Radio.Group>
      {together.publish === "now" && (
        <PublishChoiceFields item={first} value={together} onChange={say} />
      )}
    </>
  );
}

function actWords(count: number, revisions: number): string {
  if (count > 0 && count === revisions)
    return count === 1 ? "Issue the revision" : `Issue ${count} revisions`;
  return count === 1 ? "Add the drawing" : `Add ${plural(count, "drawing")}`;
}

function addedWords(count: number, revisions: number): string {
  const fresh = count - revisions;
  const parts = [
    fresh > 0 ? plural(fresh, "new drawing") : null,
    revisions > 0 ? plural(revisions, "new revision") : null,
  ];
  return `${parts.filter(Boolean).join(" and ")} added.`;
}
