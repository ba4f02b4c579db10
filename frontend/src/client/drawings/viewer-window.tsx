import type { PortalItemDetail } from "../../api/gen/types.gen";
import { shortDate } from "../../lib/dates";
import { FullWindow } from "../../ui/pdf/full-window";
import PdfViewer from "../../ui/pdf/pdf-viewer";
import { fileAddress, previewAddress } from "../paths";

/** A drawing over the whole screen. */
export default function ViewerWindow(props: {
  item: PortalItemDetail;
  fileId: string;
  onClose: () => void;
}) {
  const { item, fileId } = props;
  const title = [item.drawing?.number, item.title].filter(Boolean).join(" ");
  const issued = item.drawing?.issued_on;
  return (
    <FullWindow label={title} onClose={props.onClose}>
      <PdfViewer
        source={{ url: fileAddress(fileId), mediaType: item.media_type }}
        title={title}
        detail={`Revision ${item.drawing?.revision}${issued ? `, ${shortDate(issued)}` : ""}`}
        download={fileAddress(fileId, true)}
        poster={item.preview === "ready" ? previewAddress(fileId, "large") : undefined}
        onClose={props.onClose}
      />
    </FullWindow>
  );
}
