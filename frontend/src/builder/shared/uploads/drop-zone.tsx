import { notifications } from "@mantine/notifications";
import Eye from "lucide-react/icons/eye";
import Upload from "lucide-react/icons/upload";
import { useEffect, useEffectEvent, useState } from "react";
import { droppedFiles } from "./chosen";
import classes from "./drop-zone.module.css";
import type { FileWithPath, Target } from "./queue";

/** Takes files and folders that are dropped anywhere on the screen, and says where they will go. */
export function DropZone(props: {
  target: Pick<Target, "into" | "seenBy">;
  onFiles: (files: FileWithPath[]) => void;
}) {
  const { into, seenBy } = props.target;
  const [over, setOver] = useState(false);

  const drop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer || !isForUs(event)) return;
    event.preventDefault();
    droppedFiles(event.dataTransfer).then(props.onFiles, () =>
      notifications.show({
        color: "red",
        title: "What you dropped could not be read",
        message: "Something in it is locked or was moved. Try again, or choose the files instead.",
        autoClose: false,
      }),
    );
  });

  useEffect(() => {
    const hover = (event: DragEvent) => {
      if (!isForUs(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Null where it leads out of the window.
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent) => drop(event);
    window.addEventListener("dragover", hover);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", dropped);
    return () => {
      window.removeEventListener("dragover", hover);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", dropped);
    };
  }, []);

  if (!over) return null;
  return (
    <div className={classes.veil} aria-hidden>
      <Upload size={32} />
      <span>Drop to upload into “{into}”</span>
      {seenBy && (
        <span className={classes.seen}>
          <Eye size={18} />
          Shared: {seenBy} will see it at once
        </span>
      )}
    </div>
  );
}

/** Files, and not over a dialog, which has a use for them of its own. */
function isForUs({ dataTransfer, target }: DragEvent): boolean {
  const inDialog = target instanceof Element && target.closest("[role=dialog]") !== null;
  return !inDialog && (dataTransfer?.types.includes("Files") ?? false);
}
