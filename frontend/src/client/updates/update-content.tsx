import type { PortalItemDetail } from "../../api/gen/types.gen";
import { RecordPhotos } from "../../ui/records/record-photos";
import { RichText } from "../../ui/rich-text/rich-text";
import { ItemRows } from "../shared/items/item-rows";
import { PICTURES } from "../shared/pictures";

/** What an update says, shows and brings with it. */
export function UpdateContent({ item }: { item: PortalItemDetail }) {
  const { update } = item;
  if (!update) return null;
  return (
    <>
      <RichText doc={update.body} />
      <RecordPhotos pictures={update.pictures} addresses={PICTURES} at={item.dated_at} />
      {update.attachments.length > 0 && <ItemRows items={update.attachments} />}
    </>
  );
}
