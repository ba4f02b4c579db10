import { Checkbox } from "@mantine/core";
import type { Item } from "../../../api/gen/types.gen";

export interface PublishChoice {
  notify: boolean;
  ask_acknowledgement: boolean;
}

/** Whether clients are told of what is published, and asked to say that they have seen it. */
export function PublishChoiceFields(props: {
  item: Item;
  value: PublishChoice;
  onChange: (value: PublishChoice) => void;
}) {
  const { item, value, onChange } = props;
  return (
    <>
      <Checkbox
        label="E-mail them now"
        description="A short e-mail with a link into the portal; the content itself stays in the portal."
        checked={value.notify}
        onChange={(event) => onChange({ ...value, notify: event.currentTarget.checked })}
      />
      {item.kind === "drawing" && (
        <Checkbox
          label="Ask them to acknowledge it"
          description="They are asked in the portal to confirm that they have seen this revision."
          checked={value.ask_acknowledgement}
          onChange={(event) =>
            onChange({ ...value, ask_acknowledgement: event.currentTarget.checked })
          }
        />
      )}
    </>
  );
}
