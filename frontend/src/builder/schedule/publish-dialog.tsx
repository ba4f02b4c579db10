import { Button, Checkbox, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  publishScheduleMutation,
  scheduleChangesOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { Project, Schedule } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { useInvalidate } from "../shared/use-invalidate";
import { ChangeList } from "./change-list";

/** What clients would see from now on, before they do. */
export default function PublishDialog(props: {
  project: Project;
  schedule: Schedule;
  opened: boolean;
  onClose: () => void;
  onPublished: (schedule: Schedule) => void;
}) {
  const { project, schedule } = props;
  const { shared } = schedule;
  const invalidate = useInvalidate();
  const [notify, setNotify] = useState(true);
  const [message, setMessage] = useState("");
  const changes = useQuery({
    ...scheduleChangesOptions({ path: { id: schedule.id } }),
    gcTime: 0,
    staleTime: 0,
  });
  const publish = useMutation(publishScheduleMutation());
  const isShared = shared.with !== "nobody";
  const who =
    shared.with === "everyone"
      ? "Everyone on the project"
      : shared.client_ids
          .map((id) => project.clients.find((client) => client.id === id)?.name ?? "A client")
          .join(", ");

  const submit = async () => {
    try {
      const done = await publish.mutateAsync({
        path: { id: schedule.id },
        body: {
          notify: isShared && notify,
          message: notify && message.trim() ? message.trim() : null,
        },
        headers: { "Idempotency-Key": requestKey() },
      });
      props.onPublished(done);
      await invalidate("sharing");
      props.onClose();
    } catch {
      // Shown in the dialog, from the mutation's own state.
    }
  };
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={schedule.published_at ? "Publish the changes" : "Publish the schedule"}
      size="lg"
      trouble={publish.error ? troubleOf(publish.error) : null}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={publish.isPending}>
            Publish
          </Button>
        </>
      }
    >
      <p>
        {isShared
          ? `${who} ${shared.with === "everyone" || shared.client_ids.length === 1 ? "sees" : "see"} this from now on, until you publish again.`
          : "It is not shared with anybody yet. Once you share it, clients see what you publish here, and never your draft."}
      </p>
      {changes.isPending && <SkeletonRows label="Looking for what changes" />}
      {changes.error && <ErrorState error={changes.error} retry={() => void changes.refetch()} />}
      {changes.data && (
        <ChangeList changes={changes.data.changes} isFirst={!schedule.published_at} />
      )}
      {isShared && (
        <Checkbox
          label="E-mail them"
          description="A short e-mail with a link into the portal."
          checked={notify}
          onChange={(event) => setNotify(event.currentTarget.checked)}
        />
      )}
      {isShared && notify && (
        <Textarea
          label="Message (optional)"
          description="Stands in the e-mail: why dates have moved, for example."
          rows={3}
          maxLength={2000}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      )}
    </Dialog>
  );
}
