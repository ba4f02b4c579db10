import { ActionIcon, Button, CloseButton, Progress } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import Eye from "lucide-react/icons/eye";
import WifiOff from "lucide-react/icons/wifi-off";
import { useEffect, useId, useState } from "react";
import { fileSize } from "../../../lib/bytes";
import { plural } from "../../../lib/plural";
import { Interrupted } from "./interrupted";
import { isOpen, mayRetry, type Upload, type UploadQueue } from "./queue";
import { progressOf, Speed, type Totals, timeLeft, totalsOf, worthShowing } from "./totals";
import classes from "./upload-dock.module.css";
import { UploadRow } from "./upload-row";
import { useUploads } from "./use-uploads";
import { useWarnBeforeLeaving } from "./use-warn-before-leaving";

/** What is on its way: progress per file and in all, cancel and retry, and what was left behind. */
export default function UploadDock() {
  const { queue, uploads } = useUploads();
  const { online } = useNetwork();
  const [folded, setFolded] = useState(false);
  const list = useId();
  const totals = totalsOf(uploads);
  const seconds = useTimeLeft(queue, online && totals.stalled < totals.open);
  useWarnBeforeLeaving(totals.open > 0);

  const shown = worthShowing(uploads);
  const again = uploads.filter((one) => one.state !== "cancelled" && mayRetry(one));
  return (
    <section className={classes.dock} aria-label="Uploads">
      <header className={classes.head}>
        <strong className={classes.headline}>{headline(totals)}</strong>
        {totals.open > 0 && (
          <Button size="compact-md" variant="subtle" onClick={() => queue.cancelAll()}>
            Cancel all
          </Button>
        )}
        {totals.open === 0 && again.length > 1 && (
          <Button size="compact-md" variant="subtle" onClick={() => queue.retryAll()}>
            Try all again
          </Button>
        )}
        <ActionIcon
          aria-label={folded ? "Show the list of uploads" : "Fold the list of uploads"}
          aria-expanded={!folded}
          aria-controls={list}
          onClick={() => setFolded(!folded)}
        >
          {folded ? <ChevronUp size={20} aria-hidden /> : <ChevronDown size={20} aria-hidden />}
        </ActionIcon>
        {totals.open === 0 && (
          <CloseButton
            size="lg"
            aria-label="Close the list of uploads"
            onClick={() => queue.clear()}
          />
        )}
      </header>
      {totals.files > 0 && (
        <Progress
          value={progressOf(totals) * 100}
          size="sm"
          radius={0}
          aria-label="All uploads"
          color={totals.failed > 0 && totals.open === 0 ? "red.8" : undefined}
        />
      )}
      <p className="visually-hidden" role="status">
        {totals.open > 0 ? `Uploading ${plural(totals.files, "file")}` : headline(totals)}
      </p>
      {totals.open > 0 && <p className={classes.total}>{amount(totals, seconds)}</p>}
      <div role="status">
        {!online && totals.open > 0 && (
          <p className={classes.offline}>
            <WifiOff size={18} aria-hidden />
            You are offline. Uploads go on by themselves when the connection is back.
          </p>
        )}
      </div>
      <Seen uploads={uploads} />
      <Interrupted queue={queue} uploads={uploads} />
      <ul id={list} className={classes.list} hidden={folded}>
        {shown.map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} />
        ))}
        {shown.length < uploads.length && (
          <li className={classes.rest}>and {uploads.length - shown.length} more</li>
        )}
      </ul>
    </section>
  );
}

/** Where what is uploaded is seen at once, said while it can still be stopped. */
function Seen({ uploads }: { uploads: readonly Upload[] }) {
  const places = new Map<string, { who: string; coming: boolean }>();
  for (const upload of uploads) {
    const { target, state } = upload;
    if (!target.seenBy || (!isOpen(upload) && state !== "done")) continue;
    const coming = places.get(target.into)?.coming || isOpen(upload);
    places.set(target.into, { who: target.seenBy, coming });
  }
  return Array.from(places, ([into, { who, coming }]) => (
    <p key={into} className={classes.seen}>
      <Eye size={18} aria-hidden />
      <span>
        “{into}” is shared: {who} {coming ? "will see" : "can see"} these files
        {coming && " as soon as they are uploaded"}.
      </span>
    </p>
  ));
}

function headline({ files, done, failed, open, interrupted }: Totals): string {
  if (open > 0) return `Uploading ${Math.min(done + 1, files)} of ${files}`;
  if (failed > 0) return `${failed} of ${plural(files, "file")} not uploaded`;
  if (files > 0) return `${plural(files, "file")} uploaded`;
  return interrupted > 0 ? "Uploads were interrupted" : "Uploads cancelled";
}

const amount = ({ sent, size }: Totals, seconds: number | null): string =>
  [`${fileSize(sent)} of ${fileSize(size)}`, seconds !== null && timeLeft(seconds)]
    .filter(Boolean)
    .join(" · ");

/** Told once a second; oftener nobody could read it. */
function useTimeLeft(queue: UploadQueue, active: boolean): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (!active) return;
    const speed = new Speed();
    const timer = window.setInterval(
      () => setSeconds(speed.left(totalsOf(queue.snapshot()))),
      1000,
    );
    return () => {
      window.clearInterval(timer);
      setSeconds(null);
    };
  }, [queue, active]);
  return seconds;
}
