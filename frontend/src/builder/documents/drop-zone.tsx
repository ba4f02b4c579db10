import { notifications } from "@mantine/notifications";
import Upload from "lucide-react/icons/upload";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import classes from "./drop-zone.module.css";

/** Takes files that are dropped anywhere on it. */
export function DropZone(props: {
  into: string;
  onDrop: ((files: File[]) => void) | null;
  className?: string;
  children: ReactNode;
}) {
  const { onDrop } = props;
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  if (!onDrop) return <div className={props.className}>{props.children}</div>;

  const enter = (event: DragEvent, step: 1 | -1) => {
    if (!carriesFiles(event)) return;
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const { files, folders } = filesOf(event.dataTransfer);
    if (folders > 0)
      notifications.show({
        color: "yellow",
        title: "Folders were left out",
        message: "Open the folder on your computer and drop the files that are in it.",
        autoClose: false,
      });
    if (files.length > 0) onDrop(files);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the Upload button does the same by keyboard
    <div
      className={`${classes.zone} ${props.className ?? ""}`}
      onDragEnter={(event) => enter(event, 1)}
      onDragLeave={(event) => enter(event, -1)}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={drop}
    >
      {props.children}
      {over && (
        <div className={classes.veil} aria-hidden>
          <Upload size={32} />
          Drop to upload into “{props.into}”
        </div>
      )}
    </div>
  );
}

const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files");

function filesOf({ items }: DataTransfer): { files: File[]; folders: number } {
  const files: File[] = [];
  let folders = 0;
  for (const item of items) {
    if (item.kind !== "file") continue;
    const file = item.getAsFile();
    if (item.webkitGetAsEntry()?.isDirectory) folders += 1;
    else if (file) files.push(file);
  }
  return { files, folders };
}
