import { useState } from "react";
import { publishVersion } from "../../../api/gen/sdk.gen";
import type { Item, Project, Version } from "../../../api/gen/types.gen";
import { ConfirmDialog } from "../../../ui/confirm-dialog";
import { requestKey } from "../../../ui/request-key";
import { seenBy } from "../sharing/seen-by";
import { useInvalidate } from "../use-invalidate";
import { PublishChoiceFields } from "./publish-choice";
import { versionInWords } from "./version-words";

/** Publishes a draft, or makes an older version the current one again. */
export default function PublishDialog(props: {
  project: Project;
  item: Item;
  version: Version;
  opened: boolean;
  onClose: () => void;
}) {
  const { project, item, version } = props;
  const invalidate = useInvalidate();
  const isDraft = version.state === "draft";
  const who = seenBy(item.shared, project);
  const [choice, setChoice] = useState({
    notify: isDraft,
    ask_acknowledgement: isDraft && item.kind === "drawing",
  });
  const name = versionInWords(item, version);

  return (
    <ConfirmDialog
      opened={props.opened}
      onClose={props.onClose}
      title={isDraft ? `Publish ${name}?` : `Make ${name} the current one again?`}
      confirm={isDraft ? "Publish" : "Make it current"}
      harmless
      run={async () => {
        await publishVersion({
          path: { id: item.id, file_id: version.file_id },
          body: who ? choice : { notify: false },
          headers: { "Idempotency-Key": requestKey() },
        });
        await invalidate("items");
      }}
    >
      <p>
        {who
          ? `It takes the place of what clients see now, at once: ${who} will see it.`
          : "It becomes the current one. It is not shared, so no client sees it."}{" "}
        {!isDraft && "What is current now stays in the list."}
      </p>
      {who && <PublishChoiceFields item={item} value={choice} onChange={setChoice} />}
    </ConfirmDialog>
  );
}
