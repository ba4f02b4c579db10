import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import Paperclip from "lucide-react/icons/paperclip";
import X from "lucide-react/icons/x";
import { lazy, Suspense, useEffect, useState } from "react";
import { fieldErrors } from "../../api/errors";
import { getUpdateQueryKey } from "../../api/gen/@tanstack/react-query.gen";
import { getUpdate } from "../../api/gen/sdk.gen";
import type { Item, Project, Update } from "../../api/gen/types.gen";
import { Panel } from "../../ui/panel";
import { troubleOf } from "../../ui/problem";
import { ReasonedButton } from "../../ui/reasoned-button";
import { SkeletonRows, TroubleAlert } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import type { DraftQueue } from "../shared/drafts/draft-queue";
import { SaveState } from "../shared/drafts/save-state";
import { useQueueState } from "../shared/drafts/use-draft";
import { itemName } from "../shared/item/item-name";
import { PicturesField } from "../shared/records/pictures-field";
import bar from "../shared/records/writing.module.css";
import { ClientBadge } from "../shared/sharing/client-badge";
import { whyNotShare } from "../shared/sharing/reason";
import { useInvalidate } from "../shared/use-invalidate";
import { UNTITLED, type UpdateFields } from "./update-transport";
import classes from "./updates.module.css";

const RichEditor = lazy(() => import("./rich-editor"));
const AttachDialog = lazy(() => import("./attach-dialog"));
const PublishDialog = lazy(() => import("./publish-dialog"));

/** An update that is being written: what it says, what it shows and what is attached. */
export function UpdateEditor(props: {
  project: Project;
  update: Update | undefined;
  queue: DraftQueue<UpdateFields>;
  /** Of a published one: back to reading it. */
  onDone?: () => void;
}) {
  const { project, update, queue } = props;
  const { draft, state } = useQueueState(queue);
  const queryClient = useQueryClient();
  const invalidate = useInvalidate();
  const attaching = useDialog();
  const publishing = useDialog<Update>();
  const [attached, setAttached] = useState<Item[]>(update?.attachments ?? []);
  const [error, setError] = useState<unknown>(null);
  // A conflict that is settled shows the text anew.
  const [round, setRound] = useState(0);
  const key = getUpdateQueryKey({ path: { id: draft.id ?? "" } });
  const errors = fieldErrors(state.is === "refused" ? state.error : null);
  const title = draft.fields.title ?? (update && update.title !== UNTITLED ? update.title : "");

  useEffect(() => {
    if (update) queue.standOn(update.id, update.version);
  }, [update, queue]);

  const attach = (items: Item[]) => {
    setAttached(items);
    queue.write({ item_ids: items.map(({ id }) => id) });
  };
  const publish = async () => {
    setError(null);
    try {
      if (draft.id === null) queue.write({ title });
      await queue.sent();
      const { data } = await getUpdate({ path: { id: queue.draft.id ?? "" } });
      queryClient.setQueryData(getUpdateQueryKey({ path: { id: data.id } }), data);
      publishing.open(data);
    } catch (caught) {
      setError(caught);
    }
  };

  return (
    <div className={classes.page}>
      <div className={bar.bar}>
        <SaveState draft={draft} state={state} />
        {props.onDone ? (
          <Button onClick={props.onDone}>Done</Button>
        ) : (
          <ReasonedButton
            unavailable={
              title.trim() ? whyNotShare(project.sharing) : "Give the update a title first."
            }
            onClick={() => void publish()}
          >
            Publish
          </ReasonedButton>
        )}
      </div>
      {state.is === "conflict" && (
        <div role="alert" className={bar.notice}>
          Somebody else has changed this update while you wrote.
          {(["theirs", "ours"] as const).map((keep) => (
            <Button
              key={keep}
              variant="default"
              onClick={async () => {
                const { data } = await getUpdate({ path: { id: draft.id ?? "" } });
                queryClient.setQueryData(key, data);
                queue.resolve(keep);
                if (keep === "theirs") setAttached(data.attachments);
                setRound(round + 1);
              }}
            >
              {keep === "theirs" ? "Take theirs" : "Keep mine"}
            </Button>
          ))}
        </div>
      )}
      {error ? <TroubleAlert trouble={troubleOf(error)} /> : null}
      <TextInput
        label="Title"
        maxLength={200}
        mb="md"
        value={title}
        error={errors["/title"]}
        onChange={(event) => queue.write({ title: event.currentTarget.value })}
      />
      <Suspense fallback={<SkeletonRows rows={2} label="Opening the text" />}>
        <RichEditor
          key={round}
          label="Text"
          doc={draft.fields.body ?? update?.body}
          onChange={(body) => queue.write({ body })}
        />
      </Suspense>
      {errors["/body"] && <p role="alert">{errors["/body"]}</p>}
      <br />
      <Panel title="Photos">
        <PicturesField
          pictures={update?.pictures ?? []}
          waiting={draft.pictures}
          onAdd={(files) => {
            if (draft.id === null) queue.write({ title });
            queue.addPictures(
              files.map((file) => ({ file, name: file.name || "photo.jpg", caption: "" })),
            );
          }}
          onWaitingCaption={(one, caption) => queue.changePicture(one, caption)}
          onWaitingRemove={(one) => queue.dropPicture(one)}
          onChanged={() => void queryClient.invalidateQueries({ queryKey: key })}
        />
      </Panel>
      <Panel title="Attachments">
        {attached.length > 0 && (
          <ul className={classes.attached}>
            {attached.map((item) => (
              <li key={item.id}>
                {itemName(item)}
                {item.shared.with === "nobody" ? (
                  <span className={classes.quiet}>Not shared yet</span>
                ) : (
                  <ClientBadge shared={item.shared} clients={project.clients} />
                )}
                <ActionIcon
                  aria-label={`Take ${itemName(item)} away`}
                  onClick={() => attach(attached.filter(({ id }) => id !== item.id))}
                >
                  <X size={18} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        <Button
          variant="default"
          leftSection={<Paperclip size={18} aria-hidden />}
          onClick={() => attaching.open(true)}
        >
          Attach
        </Button>
      </Panel>
      <Suspense fallback={null}>
        {attaching.value && (
          <AttachDialog
            key={attaching.count}
            project={project}
            opened={attaching.opened}
            onClose={attaching.close}
            attached={attached}
            onAttach={(items) => attach([...attached, ...items])}
          />
        )}
        {publishing.value && (
          <PublishDialog
            key={publishing.count}
            project={project}
            update={publishing.value}
            opened={publishing.opened}
            onClose={publishing.close}
            onPublished={(published) => {
              queryClient.setQueryData(
                getUpdateQueryKey({ path: { id: published.id } }),
                published,
              );
              void invalidate("items");
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
