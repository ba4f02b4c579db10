import { ActionIcon, Progress } from "@mantine/core";
import Ban from "lucide-react/icons/ban";
import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import CirclePause from "lucide-react/icons/circle-pause";
import File from "lucide-react/icons/file";
import RotateCw from "lucide-react/icons/rotate-cw";
import X from "lucide-react/icons/x";
import { memo } from "react";
import { fileSize } from "../../../lib/bytes";
import { reasonOf } from "../../../ui/problem";
import { isOpen, mayRetry, type Upload, type UploadQueue } from "./queue";
import classes from "./upload-dock.module.css";

interface RowProps {
  upload: Upload;
  queue: UploadQueue;
}

/** One file of the dock; of hundreds, only those are drawn again that have changed. */
export const UploadRow = memo(function UploadRow({ upload, queue }: RowProps) {
  const { id, name, path, size, sent, state } = upload;
  const percent = percentOf(size, sent);
  return (
    <li className={classes.row}>
      <StateIcon state={state} />
      <div className={classes.what}>
        <div className={classes.name} title={path}>
          {name}
        </div>
        {(state === "sending" || state === "stalled") && (
          <Progress
            value={percent}
            size="xs"
            aria-label={`Progress of ${name}`}
            color={state === "stalled" ? "gray.6" : undefined}
          />
        )}
        <div className={classes.note} data-state={state}>
          {noteOf(upload)}
        </div>
      </div>
      {isOpen(upload) && (
        <ActionIcon aria-label={`Cancel ${name}`} onClick={() => queue.cancel(id)}>
          <X size={18} aria-hidden />
        </ActionIcon>
      )}
      {mayRetry(upload) && (
        <ActionIcon aria-label={`Try ${name} again`} onClick={() => queue.retry(id)}>
          <RotateCw size={18} aria-hidden />
        </ActionIcon>
      )}
      {state === "interrupted" && (
        <ActionIcon aria-label={`Forget ${name}`} onClick={() => queue.forget(id)}>
          <X size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
});

const percentOf = (size: number, sent: number) =>
  size === 0 ? 100 : Math.floor((sent / size) * 100);

function noteOf({ state, size, sent, trouble }: Upload): string | null {
  const percent = percentOf(size, sent);
  switch (state) {
    case "waiting":
      return "Waiting";
    case "sending":
      return percent < 100 ? `${percent}% of ${fileSize(size)}` : "Saving…";
    case "stalled":
      return trouble?.status === 0
        ? "Waiting for the connection"
        : "The server is busy. It goes on by itself.";
    case "done":
      return fileSize(size);
    case "cancelled":
      return "Cancelled";
    case "interrupted":
      return sent > 0
        ? `${percent}% of ${fileSize(size)} is there`
        : `${fileSize(size)}, not begun`;
    case "failed":
      if (trouble?.status === 0) return "The connection was lost. Try again when it is back.";
  }
  return trouble && (reasonOf(trouble) ?? trouble.title);
}

function StateIcon({ state }: Pick<Upload, "state">) {
  switch (state) {
    case "done":
      return <CircleCheck size={20} color="var(--good)" aria-label="Done" />;
    case "failed":
    case "refused":
      return <CircleAlert size={20} color="var(--bad)" aria-label="Failed" />;
    case "cancelled":
      return <Ban size={20} aria-hidden />;
    case "stalled":
    case "interrupted":
      return <CirclePause size={20} aria-hidden />;
    default:
      return <File size={20} aria-hidden />;
  }
}
