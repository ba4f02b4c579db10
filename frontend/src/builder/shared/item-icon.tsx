import File from "lucide-react/icons/file";
import FileImage from "lucide-react/icons/file-image";
import FileSpreadsheet from "lucide-react/icons/file-spreadsheet";
import FileText from "lucide-react/icons/file-text";
import FileVideo from "lucide-react/icons/file-video-camera";
import Folder from "lucide-react/icons/folder";
import type { Item } from "../../api/gen/types.gen";

export function ItemIcon({ item }: { item: Pick<Item, "kind" | "media_type"> }) {
  const look = { size: 22, "aria-hidden": true } as const;
  if (item.kind === "folder") return <Folder {...look} fill="var(--accent)" strokeWidth={1.5} />;
  const type = item.media_type ?? "";
  if (type.startsWith("image/")) return <FileImage {...look} />;
  if (type.startsWith("video/")) return <FileVideo {...look} />;
  if (/spreadsheet|excel|csv/.test(type)) return <FileSpreadsheet {...look} />;
  if (/pdf|text|word/.test(type)) return <FileText {...look} />;
  return <File {...look} />;
}
