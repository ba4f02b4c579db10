import { ActionIcon, Button, CloseButton, Progress } from "@mantine/core";
import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import File from "lucide-react/icons/file";
import RotateCw from "lucide-react/icons/rotate-cw";
import X from "lucide-react/icons/x";
import { useEffect } from "react";
import { fileSize } from "../../../lib/bytes";
import { plural } from "../../../lib/plural";
import { reasonOf, type Trouble } from "../../../ui/problem";
import { isOpen, type Totals, totalsOf, type Upload } from "./queue";
import classes from "./upload-dock.module.css";
import { useUploads } from "./use-uploads";

/** What is on its way: progress per file and in all, cancel and retry. */
export default function UploadDock() {
  const { queue, uploads } = useUploads();
  const totals = totalsOf(uploads);
  useWarnBeforeLeaving(totals.open > 0);

  return (
    <section className={classes.dock} aria-label="Uploads">
      <header className={classes.head}>
        <strong>{headline(totals)}</strong>
        {totals.open > 0 ? (
          <Button size="compact-md" variant="subtle" onClick={() => queue.cancelAll()}>
            Cancel all
          </Button>
        ) : (
          <CloseButton
            size="lg"
            aria-label="Close the list of uploads"
            onClick={() => queue.clear()}
          />
        )}
      </header>
      <Progress
        value={totals.progress * 100}
        size="sm"
        radius={0}
        aria-label="All uploads"
        color={totals.failed > 0 && totals.open === 0 ? "red.8" : undefined}
      />
      <p className="visually-hidden" role="status">
        {totals.open === 0 ? headline(totals) : `Uploading ${plural(totals.files, "file")}`}
      </p>
      <ul className={classes.list}>
        {uploads.map((upload) => (
          <Row
            key={upload.id}
            upload={upload}
            cancel={() => queue.cancel(upload.id)}
            retry={() => queue.retry(upload.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function Row(props: { upload: Upload; cancel: () => void; retry: () => void }) {
  const { file, state, sent, trouble } = props.upload;
  const percent = file.size === 0 ? 0 : Math.round((sent / file.size) * 100);
  return (
    <li className={classes.row}>
      <StateIcon upload={props.upload} />
      <div className={classes.what}>
        <div className={classes.name}>{file.name}</div>
        {state === "sending" && (
          <Progress value={percent} size="xs" aria-label={`Progress of ${file.name}`} />
        )}
        <div className={classes.note} data-state={state}>
          {state === "waiting" && "Waiting"}
          {state === "sending" &&
            (percent < 100 ? `${percent}% of ${fileSize(file.size)}` : "Saving…")}
          {state === "done" && fileSize(file.size)}
          {state === "cancelled" && "Cancelled"}
          {state === "failed" && trouble && failure(trouble)}
        </div>
      </div>
      {isOpen(props.upload) && (
        <ActionIcon aria-label={`Cancel ${file.name}`} onClick={props.cancel}>
          <X size={18} aria-hidden />
        </ActionIcon>
      )}
      {(state === "cancelled" || (state === "failed" && !isRefused(trouble))) && (
        <ActionIcon aria-label={`Try ${file.name} again`} onClick={props.retry}>
          <RotateCw size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

/** Empty, too large or of a kind that is not stored: the same file is refused every time. */
const isRefused = (trouble: Trouble | null) => [413, 415, 422].includes(trouble?.status ?? 0);

function failure(trouble: Trouble): string | null {
  if (trouble.status === 0) return "The connection was lost. Try again when it is back.";
  if (trouble.status === 409) return "It may have arrived already. Try again in a minute.";
  return reasonOf(trouble) ?? trouble.title;
}

function StateIcon({ upload: { state } }: { upload: Upload }) {
  if (state === "done") return <CircleCheck size={20} color="var(--good)" aria-label="Done" />;
  if (state === "failed") return <CircleAlert size={20} color="var(--bad)" aria-label="Failed" />;
  return <File size={20} aria-hidden />;
}

function headline({ files, done, failed, open }: Totals): string {
  if (open > 0) return `Uploading ${done + 1 > files ? files : done + 1} of ${files}`;
  if (failed > 0) return `${failed} of ${plural(files, "file")} not uploaded`;
  return files > 0 ? `${plural(files, "file")} uploaded` : "Uploads cancelled";
}

function useWarnBeforeLeaving(active: boolean) {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}
