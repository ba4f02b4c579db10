import { Button, Checkbox, Radio, Stack, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import {
  reviewShareMutation,
  shareItemsMutation,
} from "../../../api/gen/@tanstack/react-query.gen";
import type { Item, Project } from "../../../api/gen/types.gen";
import { plural } from "../../../lib/plural";
import { Dialog } from "../../../ui/dialog";
import { PickList } from "../../../ui/pick-list";
import { troubleOf } from "../../../ui/problem";
import { ReasonedButton } from "../../../ui/reasoned-button";
import { requestKey } from "../../../ui/request-key";
import { itemName } from "../item/item-name";
import { ClientStatusBadge } from "../status";
import { useInvalidate } from "../use-invalidate";
import { ReviewedItems, ReviewSummary } from "./review";
import { audienceOf, firstChoice, missingIn, requestOf, toggled } from "./selection";

/** Reviews before it shares ([H4]): what, to whom, what stays hidden, a message, and whether to e-mail. */
export default function ShareDialog(props: {
  project: Project;
  items: Item[];
  opened: boolean;
  onClose: () => void;
  onShared: () => void;
}) {
  const { project, items } = props;
  const invalidate = useInvalidate();
  const [choice, setChoice] = useState(() => firstChoice(items, project.clients));
  const [message, setMessage] = useState("");
  const [notify, setNotify] = useState(true);
  const review = useMutation(reviewShareMutation());
  const share = useMutation(shareItemsMutation());
  const missing = missingIn(choice);

  const { mutate: ask } = review;
  const asked = JSON.stringify([choice.itemIds, audienceOf(choice)]);
  useEffect(() => {
    const [item_ids, audience] = JSON.parse(asked);
    const nobody = audience !== "everyone" && audience.client_ids.length === 0;
    if (item_ids.length === 0 || nobody) return;
    ask({
      path: { id: project.id },
      body: { item_ids, audience },
      headers: { "Idempotency-Key": requestKey() },
    });
  }, [asked, ask, project.id]);

  const submit = async () => {
    try {
      const done = await share.mutateAsync({
        path: { id: project.id },
        body: requestOf(choice, message, notify),
        headers: { "Idempotency-Key": requestKey() },
      });
      await invalidate("sharing");
      notifications.show({
        message: `${plural(done.shared, "item")} shared${done.notified > 0 ? `, ${plural(done.notified, "e-mail")} on the way` : ""}.`,
      });
      props.onShared();
      props.onClose();
    } catch {
      // Shown in the dialog, from the mutation's own state.
    }
  };

  const failure = share.error ?? (missing ? null : review.error);
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={
        items[0] && items.length === 1
          ? `Share “${itemName(items[0])}”`
          : `Share ${items.length} items`
      }
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
          <ReasonedButton type="submit" unavailable={missing} loading={share.isPending}>
            {shareLabel(review.data?.recipients.length, missing)}
          </ReasonedButton>
        </>
      }
    >
      <ReviewedItems
        items={items}
        reviewed={review.data?.items}
        chosen={choice.itemIds}
        onToggle={(id, on) => setChoice({ ...choice, itemIds: toggled(choice.itemIds, id, on) })}
      />
      <Radio.Group
        label="Who sees it"
        value={choice.to}
        onChange={(to) => setChoice({ ...choice, to: to === "chosen" ? "chosen" : "everyone" })}
      >
        <Stack gap="sm" mt="xs">
          <Radio
            value="everyone"
            label="Everyone on the project"
            description="All clients of the project, and those who join it later"
          />
          <Radio value="chosen" label="Chosen clients only" />
        </Stack>
      </Radio.Group>
      {choice.to === "chosen" && (
        <PickList
          label="Clients"
          options={project.clients.map(({ id, name, status }) => ({
            id,
            name,
            note: <ClientStatusBadge status={status} />,
          }))}
          value={choice.clientIds}
          onChange={(clientIds) => setChoice({ ...choice, clientIds })}
          empty="This project has no client yet."
        />
      )}
      <ReviewSummary review={missing ? undefined : review.data} missing={missing} />
      <Checkbox
        label="E-mail them now"
        description="A short e-mail with a link into the portal; the content itself stays in the portal."
        checked={notify}
        onChange={(event) => setNotify(event.currentTarget.checked)}
      />
      {notify && (
        <Textarea
          label="Message (optional)"
          description="Stands in the e-mail."
          autosize={false}
          rows={3}
          maxLength={2000}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
      )}
    </Dialog>
  );
}

function shareLabel(recipients: number | undefined, missing: string | null): string {
  return recipients === undefined || missing
    ? "Share"
    : `Share with ${plural(recipients, "client")}`;
}
