import { Button } from "@mantine/core";
import type { Item } from "../../../api/gen/types.gen";
import { Dialog } from "../../../ui/dialog";
import { itemName } from "../item/item-name";
import { WhyPanel } from "../item/why-panel";

/** Who can see an item, from its three-dot menu. */
export default function VisibilityDialog(props: {
  item: Item;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Who can see “${itemName(props.item)}”`}
      footer={
        <Button variant="default" onClick={props.onClose}>
          Close
        </Button>
      }
    >
      <WhyPanel itemId={props.item.id} />
    </Dialog>
  );
}
