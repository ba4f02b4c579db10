import { useEffect, useRef, useState } from "react";
import { type Fields, sendForm } from "./send-form";
import { useWarnBeforeLeaving } from "./use-warn-before-leaving";

/**
 * Sends one file with a form of its own, as from a dialog, and keeps the progress for the screen:
 *
 *     const upload = useFormUpload(project.id);
 *     const version = await upload.send<Version>(url, { note, label }, file, headers["Idempotency-Key"]);
 *     … <FormUploadProgress upload={upload} />
 *
 * `url` is the whole address, such as `/api/v1/items/{id}/versions`. A dialog that closes has to `cancel`. After
 * a lost connection the same file goes on from where it was when the form is sent again.
 */
export function useFormUpload(projectId: string) {
  const [progress, setProgress] = useState<{ sent: number; size: number } | null>(null);
  const controller = useRef<AbortController | null>(null);
  const cancel = () => controller.current?.abort();
  useEffect(() => () => controller.current?.abort(), []);
  useWarnBeforeLeaving(progress !== null);

  const send = async <Answer>(url: string, fields: Fields, file: File, key: string) => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    const { size } = file;
    setProgress({ sent: 0, size });
    try {
      return await sendForm<Answer>(url, fields, file, {
        projectId,
        key,
        signal,
        progress: (sent) => setProgress({ sent: Math.min(sent, size), size }),
      });
    } finally {
      setProgress(null);
    }
  };

  return { send, cancel, progress };
}

export type FormUpload = ReturnType<typeof useFormUpload>;
