import { Button, Checkbox, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors } from "../../api/errors";
import { publishUpdateMutation } from "../../api/gen/@tanstack/react-query.gen";
import { reviewUpdate } from "../../api/gen/sdk.gen";
import type { Project, ShareAudience, Update } from "../../api/gen/types.gen";
import { plural } from "../../lib/plural";
import { momentOf } from "../../lib/zones";
import { Dialog } from "../../ui/dialog";
import { PickList } from "../../ui/pick-list";
import { troubleOf } from "../../ui/problem";
import { ReasonedButton } from "../../ui/reasoned-button";
import { requestKey } from "../../ui/request-key";
import { useMe } from "../shared/me";
import { ClientStatusBadge } from "../shared/status";
import classes from "./updates.module.css";

/** For whom, when, with a letter or not; and what of the attachments would become visible. */
export default function PublishDialog(props: {
  project: Project;
  update: Update;
  opened: boolean;
  onClose: () => void;
  onPublished: (update: Update) => void;
}) {
  const { project, update } = props;
  const { organisation } = useMe();
  const [to, setTo] = useState<"everyone" | "chosen">("everyone");
  const [clientIds, setClientIds] = useState<string[]>([]);
  const [notify, setNotify] = useState(true);
  const [message, setMessage] = useState("");
  const [later, setLater] = useState(false);
  const [at, setAt] = useState("");
  const [shareToo, setShareToo] = useState(false);
  const publish = useMutation(publishUpdateMutation());
  const audience: ShareAudience = to === "everyone" ? "everyone" : { client_ids: clientIds };
  const missing =
    to === "chosen" && clientIds.length === 0
      ? "Choose at least one client."
      : later && !at
        ? "Choose a time."
        : null;
  const review = useQuery({
    queryKey: ["update-review", update.id, update.version, audience],
    enabled: update.attachments.length > 0 && !(to === "chosen" && clientIds.length === 0),
    queryFn: async () => {
      const headers = { "Idempotency-Key": requestKey() };
      return (await reviewUpdate({ path: { id: update.id }, body: { audience }, headers })).data;
    },
  });
  const hidden = review.data?.items ?? [];
  const errors = fieldErrors(publish.error);

  const submit = async () => {
    try {
      const done = await publish.mutateAsync({
        path: { id: update.id },
        body: {
          audience,
          notify,
          message: notify && message.trim() ? message.trim() : null,
          publish_at: later ? momentOf(at, organisation.timezone) : null,
          share_attachments: shareToo && hidden.length > 0,
        },
        headers: { "Idempotency-Key": requestKey() },
      });
      props.onPublished(done);
      props.onClose();
    } catch {
      // Shown in the dialog, from the mutation's own state.
    }
  };

  const failure = publish.error && !errors["/publish_at"] ? publish.error : review.error;
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Publish “${update.title}”`}
      size="lg"
      trouble={failure ? troubleOf(failure) : null}
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) void submit();
      }}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <ReasonedButton type="submit" unavailable={missing} loading={publish.isPending}>
            {later ? "Schedule" : "Publish"}
          </ReasonedButton>
        </>
      }
    >
      <Radio.Group
        label="Who sees it"
        value={to}
        onChange={(value) => setTo(value === "chosen" ? "chosen" : "everyone")}
      >
        <Stack gap="sm" mt="xs">
          <Radio value="everyone" label="Everyone on the project" />
          <Radio value="chosen" label="Chosen clients only" />
        </Stack>
      </Radio.Group>
      {to === "chosen" && (
        <PickList
          label="Clients"
          options={project.clients.map(({ id, name, status }) => ({
            id,
            name,
            note: <ClientStatusBadge status={status} />,
          }))}
          value={clientIds}
          onChange={setClientIds}
          empty="This project has no client yet."
        />
      )}
      {hidden.length > 0 && (
        <section className={classes.warning} aria-label="Attachments">
          <strong>Not everybody sees what is attached</strong>
          <ul className={classes.hidden}>
            {hidden.map(({ item_id, title, clients }) => (
              <li key={item_id}>
                {title}: hidden from {plural(clients, "client")}
              </li>
            ))}
          </ul>
          <Checkbox
            mt="sm"
            label="Share these with them too"
            description="Without this the update is sent, and they do not see these attachments."
            checked={shareToo}
            onChange={(event) => setShareToo(event.currentTarget.checked)}
          />
        </section>
      )}
      <Radio.Group
        label="When"
        value={later ? "later" : "now"}
        onChange={(value) => setLater(value === "later")}
      >
        <Stack gap="sm" mt="xs">
          <Radio value="now" label="Now" />
          <Radio value="later" label="At a time" />
        </Stack>
      </Radio.Group>
      {later && (
        <TextInput
          type="datetime-local"
          label={`Time in ${organisation.timezone.replaceAll("_", " ")}`}
          value={at}
          error={errors["/publish_at"]}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      )}
      <Checkbox
        label={later ? "E-mail them then" : "E-mail them now"}
        description="A short e-mail with a link into the portal; the update itself stays in the portal."
        checked={notify}
        onChange={(event) => setNotify(event.currentTarget.checked)}
      />
      {notify && (
        <Textarea
          label="Message (optional)"
          description="Stands in the e-mail."
          rows={3}
          maxLength={2000}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      )}
    </Dialog>
  );
}
