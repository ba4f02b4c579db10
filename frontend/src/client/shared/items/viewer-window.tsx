import type { PortalItem } from "../../../api/gen/types.gen";
import { shortDate } from "../../../lib/dates";
import { FullWindow } from "../../../ui/pdf/full-window";
import PdfViewer from "../../../ui/pdf/pdf-viewer";
import { fileAddress, previewAddress } from "../../paths";
import { useSeen } from "../seen";
import { describeFile } from "./file-kind";

/** A document over the whole screen. */
export default function ViewerWindow(props: {
  item: PortalItem;
  fileId: string;
  onClose: () => void;
}) {
  const { item, fileId } = props;
  useSeen(item.id);
  const isReady = item.preview === "ready";
  const source = describeFile(item.file_name, item.media_type).opens
    ? { url: fileAddress(fileId), mediaType: item.media_type }
    : { url: previewAddress(fileId, "large"), mediaType: "image/jpeg" };
  return (
    <FullWindow label={item.title} onClose={props.onClose}>
      <PdfViewer
        source={source}
        title={item.title}
        detail={`Shared ${shortDate(item.shared_at)}`}
        download={fileAddress(fileId, true)}
        poster={isReady ? previewAddress(fileId, "large") : undefined}
        onClose={props.onClose}
      />
    </FullWindow>
  );
}
