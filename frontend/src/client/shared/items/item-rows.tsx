import CalendarRange from "lucide-react/icons/calendar-range";
import ChevronRight from "lucide-react/icons/chevron-right";
import ClipboardCheck from "lucide-react/icons/clipboard-check";
import Download from "lucide-react/icons/download";
import FileIcon from "lucide-react/icons/file";
import FileArchive from "lucide-react/icons/file-archive";
import FileImage from "lucide-react/icons/file-image";
import FileSpreadsheet from "lucide-react/icons/file-spreadsheet";
import FileText from "lucide-react/icons/file-text";
import Folder from "lucide-react/icons/folder";
import Images from "lucide-react/icons/images";
import Megaphone from "lucide-react/icons/megaphone";
import NotebookPen from "lucide-react/icons/notebook-pen";
import { lazy, type ReactNode, Suspense } from "react";
import type { PortalItem } from "../../../api/gen/types.gen";
import { fileSize } from "../../../lib/bytes";
import { shortDate } from "../../../lib/dates";
import { archiveAddress, fileAddress, paths } from "../../paths";
import { PortalLink } from "../link";
import { useOpening } from "../opening";
import { useTellSeen } from "../seen";
import { DrawingRow } from "./drawing-row";
import { describeFile, type FileKind } from "./file-kind";
import classes from "./item-rows.module.css";
import { Thumb } from "./thumb";

const ViewerWindow = lazy(() => import("./viewer-window"));

const ICONS: Record<FileKind, typeof FileIcon> = {
  picture: FileImage,
  pdf: FileText,
  text: FileText,
  sheet: FileSpreadsheet,
  archive: FileArchive,
  other: FileIcon,
};

/** What is shared, one row each: folders lead into themselves, files open over the page or download. */
export function ItemRows({ items }: { items: PortalItem[] }) {
  const opening = useOpening();
  const opened = items.find(({ id }) => id === opening.open);
  return (
    <>
      <ul className="rows">
        {items.map((item) =>
          item.kind === "drawing" ? (
            <DrawingRow key={item.id} item={item} />
          ) : (
            <li key={item.id} className="row">
              {item.kind === "folder" ? (
                <FolderRow item={item} />
              ) : RECORDS[item.kind] ? (
                <RecordRow item={item} />
              ) : (
                <FileRow item={item} opening={opening} />
              )}
            </li>
          ),
        )}
      </ul>
      <Suspense fallback={null}>
        {opened?.file_id && isViewable(opened) && (
          <ViewerWindow item={opened} fileId={opened.file_id} onClose={opening.close} />
        )}
      </Suspense>
    </>
  );
}

/** What browsers show, and pictures that the server has drawn for them. */
function isViewable({ file_name, media_type, preview }: PortalItem): boolean {
  const { kind, opens } = describeFile(file_name, media_type);
  return opens || (kind === "picture" && preview === "ready");
}

const FOLDERS: Partial<Record<PortalItem["module"], typeof paths.documents>> = {
  documents: paths.documents,
  drawings: paths.drawings,
  photos: paths.photos,
};

function FolderRow({ item }: { item: PortalItem }) {
  const path = FOLDERS[item.module];
  const isAlbum = item.module === "photos";
  const Icon = isAlbum ? Images : Folder;
  const words = <Words item={item}>{isAlbum ? "Album" : "Folder"}</Words>;
  if (!path) return <div className="main">{words}</div>;
  return (
    <>
      <PortalLink className="main" href={path(item.project_id, item.id)}>
        <Thumb item={item} icon={<Icon size={24} aria-hidden />} />
        {words}
      </PortalLink>
      <a className="side" href={archiveAddress(item.project_id, [item.id])} download>
        <Download size={20} aria-hidden />
        <span className="visually-hidden">Download {item.title} as ZIP</span>
      </a>
    </>
  );
}

/** Where what is written is read, and how it is called. */
const RECORDS: Partial<
  Record<PortalItem["kind"], { label: string; icon: typeof FileIcon; path: typeof paths.report }>
> = {
  daily_log: { label: "Daily log", icon: NotebookPen, path: paths.dailyLogs },
  report: { label: "Report", icon: ClipboardCheck, path: paths.report },
  update: { label: "Update", icon: Megaphone, path: paths.update },
  schedule: { label: "Schedule", icon: CalendarRange, path: paths.schedule },
};

function RecordRow({ item }: { item: PortalItem }) {
  const record = RECORDS[item.kind];
  if (!record) return null;
  const { icon: Icon, label, path } = record;
  return (
    <PortalLink className="main" href={path(item.project_id, item.id)}>
      <Thumb item={item} icon={<Icon size={24} aria-hidden />} />
      <Words item={item}>
        {label} · shared {shortDate(item.shared_at)}
      </Words>
      <ChevronRight size={20} className="quiet" aria-hidden />
    </PortalLink>
  );
}

function FileRow({ item, opening }: { item: PortalItem; opening: ReturnType<typeof useOpening> }) {
  const { kind, label } = describeFile(item.file_name, item.media_type);
  const tellSeen = useTellSeen();
  const Icon = ICONS[kind];
  const inside = (
    <>
      <Thumb item={item} icon={<Icon size={24} aria-hidden />} />
      <Words item={item}>
        {label} ·{" "}
        {item.size !== null && <span className={classes.size}>{fileSize(item.size)} · </span>}
        shared {shortDate(item.shared_at)}
      </Words>
    </>
  );
  if (item.kind === "photo")
    return (
      <PortalLink className="main" href={paths.photo(item.project_id, item.id)}>
        {inside}
      </PortalLink>
    );
  if (!item.file_id) return <div className="main">{inside}</div>;
  const download = {
    href: fileAddress(item.file_id, true),
    download: item.file_name ?? "",
    onClick: () => tellSeen(item.id),
  };
  if (!isViewable(item))
    return (
      <a className="main" {...download}>
        {inside}
        <Download size={20} className="quiet" aria-label="Download" />
      </a>
    );
  return (
    <>
      <PortalLink
        className="main"
        href={opening.address(item.id)}
        resetScroll={false}
        onClick={opening.stepsIn}
      >
        {inside}
      </PortalLink>
      <a className="side" {...download}>
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
