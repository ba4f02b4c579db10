import { useEffect, useState } from "react";
import { type Failure, failureOf } from "./failure";
import { openPdf } from "./pdf-sheets";
import { openPicture } from "./picture-sheets";
import type { Sheets } from "./sheets";

/** A file that can be shown: a PDF, or a picture that browsers draw. */
export interface Source {
  url: string;
  mediaType: string | null;
}

export interface Opened {
  sheets: Sheets | null;
  failure: Failure | null;
  /** Opens it again, with a password where it needs one. */
  again: (password?: string) => void;
}

const open = ({ url, mediaType }: Source, password: string | undefined, signal: AbortSignal) =>
  mediaType?.startsWith("image/") ? openPicture(url, signal) : openPdf(url, password, signal);

interface Result {
  url: string;
  sheets: Sheets | null;
  failure: Failure | null;
}

/** Opens a file and closes it again when it is not shown any more. */
export function useSheets({ url, mediaType }: Source): Opened {
  const [result, setResult] = useState<Result | null>(null);
  const [attempt, setAttempt] = useState<{ password?: string }>({});

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let opened: Sheets | null = null;
    open({ url, mediaType }, attempt.password, signal).then(
      (sheets) => {
        if (signal.aborted) return sheets.close();
        opened = sheets;
        setResult({ url, sheets, failure: null });
      },
      (error) => {
        if (!signal.aborted) setResult({ url, sheets: null, failure: failureOf(error) });
      },
    );
    return () => {
      controller.abort();
      setResult(null);
      opened?.close();
    };
  }, [url, mediaType, attempt]);

  const known = result?.url === url ? result : null;
  return {
    sheets: known?.sheets ?? null,
    failure: known?.failure ?? null,
    again: (password) => setAttempt({ password }),
  };
}
