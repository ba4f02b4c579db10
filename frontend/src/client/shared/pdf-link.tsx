import Download from "lucide-react/icons/download";
import type { Picture, PortalItem } from "../../api/gen/types.gen";
import { pdfAddress } from "../paths";

/** Saves a daily log or report as a PDF, once its pictures are ready to be in it. */
export function PdfLink(props: { item: Pick<PortalItem, "id" | "title">; pictures: Picture[] }) {
  const { item, pictures } = props;
  if (pictures.some(({ preview }) => preview === "pending"))
    return <span className="quiet">The PDF is ready when its photos are.</span>;
  return (
    <a
      className="button"
      href={pdfAddress(item.id)}
      download
      aria-label={`Download “${item.title}” as PDF`}
    >
      <Download size={20} aria-hidden /> PDF
    </a>
  );
}
