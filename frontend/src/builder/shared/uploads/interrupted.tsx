import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { plural } from "../../../lib/plural";
import { chosenFiles } from "./chosen";
import type { FileWithPath, Upload, UploadQueue } from "./queue";
import { WHOLE_FOLDER } from "./upload-button";
import classes from "./upload-dock.module.css";

/** A page may not keep files over a reload: what it was sending has to be chosen once more, and goes on. */
export function Interrupted(props: { queue: UploadQueue; uploads: readonly Upload[] }) {
  const { queue } = props;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [strange, setStrange] = useState<FileWithPath[]>([]);
  const left = props.uploads.filter(({ state }) => state === "interrupted");
  if (left.length === 0) return null;

  const input = {
    type: "file",
    hidden: true,
    multiple: true,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      setStrange(queue.choose(chosenFiles(currentTarget.files)));
      currentTarget.value = "";
    },
  };
  const forget = () => {
    for (const { id } of left) queue.forget(id);
  };
  return (
    <div className={classes.interrupted}>
      <p role="status">
        {plural(left.length, "upload was", "uploads were")} interrupted when the page was closed.
        Choose {left.length === 1 ? "the same file" : "the same files"} again to go on.
      </p>
      {strange.length > 0 && (
        <p role="alert" className={classes.strange}>
          {strange.length === 1
            ? `“${strange[0]?.file.name}” is not the file that was interrupted, or it has changed since.`
            : `${strange.length} of these files were not among those interrupted, or have changed since.`}
        </p>
      )}
      <div className={classes.buttons}>
        <Button size="compact-md" variant="default" onClick={() => files.current?.click()}>
          {left.length === 1 ? "Choose the file" : "Choose the files"}
        </Button>
        {left.some(({ path }) => path.includes("/")) && (
          <Button size="compact-md" variant="default" onClick={() => folder.current?.click()}>
            Choose the folder
          </Button>
        )}
        <Button size="compact-md" variant="subtle" onClick={forget}>
          Forget {left.length === 1 ? "it" : "them"}
        </Button>
      </div>
      <input {...input} ref={files} aria-label="Interrupted files" />
      <input {...input} {...WHOLE_FOLDER} ref={folder} aria-label="Interrupted folder" />
    </div>
  );
}
