import Download from "lucide-react/icons/download";
import FileIcon from "lucide-react/icons/file";
import FileArchive from "lucide-react/icons/file-archive";
import FileImage from "lucide-react/icons/file-image";
import FileSpreadsheet from "lucide-react/icons/file-spreadsheet";
import FileText from "lucide-react/icons/file-text";
import Folder from "lucide-react/icons/folder";
import type { ReactNode } from "react";
import type { PortalItem } from "../../api/gen/types.gen";
import { fileSize } from "../../lib/bytes";
import { shortDate } from "../../lib/dates";
import { fileAddress, paths } from "../paths";
import { PortalLink } from "../shared/link";
import { describeFile, type FileKind } from "./file-kind";

const ICONS: Record<FileKind, typeof FileIcon> = {
  picture: FileImage,
  pdf: FileText,
  text: FileText,
  sheet: FileSpreadsheet,
  archive: FileArchive,
  other: FileIcon,
};

/** What is shared, one row each: folders lead into themselves, files open or download. */
export function ItemRows({ items }: { items: PortalItem[] }) {
  return (
    <ul className="rows">
      {items.map((item) => (
        <li key={item.id} className="row">
          {item.kind === "folder" ? <FolderRow item={item} /> : <FileRow item={item} />}
        </li>
      ))}
    </ul>
  );
}

function FolderRow({ item }: { item: PortalItem }) {
  return (
    <PortalLink className="main" href={paths.documents(item.project_id, item.id)}>
      <Folder size={24} aria-hidden />
      <Words item={item}>Folder</Words>
    </PortalLink>
  );
}

function FileRow({ item }: { item: PortalItem }) {
  const { kind, label, opens } = describeFile(item.file_name, item.media_type);
  const Icon = ICONS[kind];
  const facts = [
    label,
    item.size === null ? null : fileSize(item.size),
    `shared ${shortDate(item.shared_at)}`,
  ];
  const words = <Words item={item}>{facts.filter(Boolean).join(" · ")}</Words>;
  if (!item.file_id)
    return (
      <div className="main">
        <Icon size={24} aria-hidden />
        {words}
      </div>
    );
  const download = fileAddress(item.file_id, true);
  if (!opens)
    return (
      <a className="main" href={download} download={item.file_name ?? ""}>
        <Icon size={24} aria-hidden />
        {words}
        <Download size={20} className="quiet" aria-label="Download" />
      </a>
    );
  return (
    <>
      <a className="main" href={fileAddress(item.file_id)} target="_blank" rel="noopener">
        <Icon size={24} aria-hidden />
        {words}
      </a>
      <a className="side" href={download} download={item.file_name ?? ""}>
        <Download size={20} aria-hidden />
        <span className="visually-hidden">Download {item.title}</span>
      </a>
    </>
  );
}

function Words({ item, children }: { item: PortalItem; children: ReactNode }) {
  return (
    <span className="words">
      <span className="name">
        {item.title}
        {item.new && (
          <>
            {" "}
            <span className="badge">New</span>
          </>
        )}
      </span>
      <span className="quiet small">{children}</span>
    </span>
  );
}
