import { Progress } from "@mantine/core";
import { fileSize } from "../../../lib/bytes";
import type { FormUpload } from "./use-form-upload";

/** How far the file of a form has come; nothing while none is being sent. */
export function FormUploadProgress({ upload: { progress } }: { upload: FormUpload }) {
  if (!progress) return null;
  const { sent, size } = progress;
  const percent = size === 0 ? 100 : Math.floor((sent / size) * 100);
  return (
    <div>
      <Progress value={percent} size="sm" aria-label="Upload" />
      <p className="tabular" role={percent === 100 ? "status" : undefined}>
        {percent < 100 ? `${fileSize(sent)} of ${fileSize(size)}` : "All sent. Saving…"}
      </p>
    </div>
  );
}
