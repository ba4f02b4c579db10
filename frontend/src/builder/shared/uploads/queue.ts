import { type Trouble, troubleOf } from "../../../ui/problem";
import { requestKey } from "../../../ui/request-key";

export interface Target {
  projectId: string;
  folderId: string | null;
}

export type UploadState = "waiting" | "sending" | "done" | "failed" | "cancelled";

export interface Upload {
  id: number;
  file: File;
  target: Target;
  state: UploadState;
  /** Bytes on their way or there. */
  sent: number;
  trouble: Trouble | null;
}

/** Sends one file; rejects with a problem, or with anything else when the connection broke. */
export type Send = (
  upload: { file: File; target: Target; key: string },
  onProgress: (sent: number) => void,
  signal: AbortSignal,
) => Promise<void>;

const AT_ONCE = 3;

/**
 * The files on their way, a few at a time, in the order in which they were chosen. Each keeps its
 * Idempotency-Key over retries until the server has answered, so that a lost answer makes no second document.
 */
export class UploadQueue {
  private uploads: readonly Upload[] = [];
  private readonly keys = new Map<number, string>();
  private readonly running = new Map<number, AbortController>();
  private readonly listeners = new Set<() => void>();
  private nextId = 1;
  private readonly send: Send;
  private readonly onLanded: (target: Target) => void;

  constructor(send: Send, onLanded: (target: Target) => void) {
    this.send = send;
    this.onLanded = onLanded;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.uploads;

  add(files: Iterable<File>, target: Target) {
    const fresh = Array.from(
      files,
      (file): Upload => ({
        id: this.nextId++,
        file,
        target,
        state: "waiting",
        sent: 0,
        trouble: null,
      }),
    );
    this.publish([...this.uploads, ...fresh]);
    this.start();
  }

  cancel(id: number) {
    const upload = this.find(id);
    if (upload?.state !== "waiting" && upload?.state !== "sending") return;
    this.change(id, { state: "cancelled", sent: 0 });
    this.running.get(id)?.abort();
    this.running.delete(id);
    this.start();
  }

  cancelAll() {
    for (const { id } of this.uploads) this.cancel(id);
  }

  retry(id: number) {
    const upload = this.find(id);
    if (upload?.state !== "failed" && upload?.state !== "cancelled") return;
    this.change(id, { state: "waiting", sent: 0, trouble: null });
    this.start();
  }

  /** Goes on with what failed for want of a connection. */
  resume() {
    for (const { id, state, trouble } of this.uploads)
      if (state === "failed" && trouble?.status === 0) this.retry(id);
  }

  /** Forgets what has come to an end. */
  clear() {
    this.publish(this.uploads.filter(isOpen));
  }

  private start() {
    for (const upload of this.uploads) {
      if (this.running.size >= AT_ONCE) return;
      if (upload.state === "waiting") void this.run(upload);
    }
  }

  private async run({ id, file, target }: Upload) {
    const controller = new AbortController();
    this.running.set(id, controller);
    this.change(id, { state: "sending" });
    const key = this.keys.get(id) ?? requestKey();
    this.keys.set(id, key);
    const stopped = () => controller.signal.aborted;
    try {
      const onProgress = (sent: number) => {
        if (!stopped()) this.change(id, { sent: Math.min(sent, file.size) });
      };
      await this.send({ file, target, key }, onProgress, controller.signal);
      if (!stopped()) this.change(id, { state: "done", sent: file.size });
      this.onLanded(target);
    } catch (error) {
      if (stopped()) return;
      const trouble = troubleOf(error);
      if (isDecided(trouble, this.find(id)?.sent ?? 0, file)) this.keys.delete(id);
      this.change(id, { state: "failed", sent: 0, trouble });
    } finally {
      if (this.running.get(id) === controller) this.running.delete(id);
      this.start();
    }
  }

  private find(id: number) {
    return this.uploads.find((one) => one.id === id);
  }

  private change(id: number, change: Partial<Upload>) {
    this.publish(this.uploads.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  private publish(uploads: readonly Upload[]) {
    this.uploads = uploads;
    for (const listener of this.listeners) listener();
  }
}

/**
 * Whether nothing can come of this attempt any more: the server refused it, or has not even got all of it.
 * "Still under way" (409) is no decision, and neither is an answer that was lost after the last byte.
 */
function isDecided({ status }: Trouble, sent: number, file: File): boolean {
  if (status === 0) return sent < file.size;
  return status >= 400 && status < 500 && status !== 409;
}

export const isOpen = ({ state }: Upload) => state === "waiting" || state === "sending";

export interface Totals {
  files: number;
  done: number;
  failed: number;
  open: number;
  /** From 0 to 1, over the bytes of everything that was not cancelled. */
  progress: number;
}

export function totalsOf(uploads: readonly Upload[]): Totals {
  const counted = uploads.filter(({ state }) => state !== "cancelled");
  const bytes = counted.reduce((sum, { file }) => sum + Math.max(1, file.size), 0);
  const sent = counted.reduce(
    (sum, { file, state, sent }) => sum + (state === "done" ? Math.max(1, file.size) : sent),
    0,
  );
  return {
    files: counted.length,
    done: counted.filter(({ state }) => state === "done").length,
    failed: counted.filter(({ state }) => state === "failed").length,
    open: counted.filter(isOpen).length,
    progress: bytes === 0 ? 1 : sent / bytes,
  };
}
