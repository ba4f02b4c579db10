import { ApiProblem } from "../../../api/errors";
import { type Trouble, troubleOf } from "../../../ui/problem";
import { requestKey } from "../../../ui/request-key";

/** A file, and its way within the folder that was chosen: "Plans/Ground/a.pdf", or just its name. */
export interface FileWithPath {
  file: File;
  path: string;
}

/** Where files go, and what a person should know about it. */
export interface Target {
  projectId: string;
  kind: "document" | "drawing" | "photo";
  /** The folder they go into; null is the top. Folders in their paths are made below it. */
  parentId: string | null;
  /** That folder's name, or the project's. */
  into: string;
  /** Who sees at once what is put there, as in "every client of the project"; null when nobody does. */
  seenBy: string | null;
  /** What else goes into the form, such as the number of a drawing. */
  fields?: Record<string, string>;
}

/**
 * waiting → sending → done, or `refused` by the server, or `cancelled`. Where the connection breaks it is
 * `stalled` and goes on by itself, until that has failed too often: `failed`. What a closed page left
 * behind is `interrupted`, until its file is chosen again.
 */
export type UploadState =
  | "waiting"
  | "sending"
  | "stalled"
  | "done"
  | "failed"
  | "refused"
  | "cancelled"
  | "interrupted";

export interface Upload {
  id: number;
  /** Files that were added together; their folders are made once. */
  batch: number;
  /** Null when the page that had it is gone. */
  file: File | null;
  name: string;
  size: number;
  path: string;
  target: Target;
  state: UploadState;
  /** Bytes on their way or there. */
  sent: number;
  trouble: Trouble | null;
  /** Where the server keeps what it has got of a large file so far. */
  uploadUrl: string | null;
}

/** What a closed page knew of an upload. */
export type Left = Pick<Upload, "name" | "size" | "path" | "target" | "sent" | "uploadUrl">;

/** Sends one file; rejects with a problem, or with anything else when the connection broke. */
export type Send = (
  upload: Upload & { file: File; key: string },
  on: { progress: (sent: number) => void; resumable: (uploadUrl: string) => void },
  signal: AbortSignal,
) => Promise<void>;

const AT_ONCE = 3;
/** How long to wait before trying again, in seconds; the last one goes on. */
const BACKOFF = [2, 4, 8, 15, 30];
const LOSSES = 8;
/** No connection, too many calls at once, or a server that is just being started again. */
const PASSING = new Set([0, 408, 429, 502, 503, 504]);

/**
 * The files on their way, three at a time, in the order in which they were chosen. One queue serves
 * documents, drawings and photos (`useUploads().queue`), and goes on while other pages are looked at:
 *
 *     queue.add(files, { projectId, kind: "photo", parentId: null, into: project.name, seenBy: null });
 *
 * `files` come from `UploadButton` or `DropZone`, or are plain `File`s. Each upload keeps its
 * Idempotency-Key until the server has answered, so that a lost answer makes no second document. For one
 * file with a form of its own (a new version, a new drawing) there is `useFormUpload`.
 */
export class UploadQueue {
  private uploads: readonly Upload[] = [];
  private readonly keys = new Map<number, string>();
  private readonly losses = new Map<number, { count: number; sent: number }>();
  private readonly running = new Map<number, AbortController>();
  private readonly listeners = new Set<() => void>();
  private again: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private account: string | null = null;
  private lastId = 0;
  private lastBatch = 0;
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

  /** Says whose files these are; those of somebody else who was signed in before are given up. */
  open(account: string) {
    if (this.account !== null && this.account !== account) {
      this.cancelAll();
      this.publish([]);
    }
    this.account = account;
  }

  add(files: Iterable<File | FileWithPath>, target: Target) {
    const batch = ++this.lastBatch;
    const fresh = Array.from(files, (one): Upload => {
      const { file, path } = one instanceof File ? { file: one, path: one.name } : one;
      const { name, size } = file;
      return { ...this.blank(batch), file, name, size, path, target, state: "waiting" };
    });
    this.publish([...this.uploads, ...fresh]);
    this.start();
  }

  /** Takes over what a closed page has left behind. */
  restore(left: Iterable<Left>) {
    const batch = ++this.lastBatch;
    const found = Array.from(
      left,
      (one): Upload => ({ ...this.blank(batch), ...one, file: null, state: "interrupted" }),
    );
    if (found.length > 0) this.publish([...this.uploads, ...found]);
  }

  /** Goes on with what was interrupted and is among `files`; the others are returned. */
  choose(files: Iterable<FileWithPath>): FileWithPath[] {
    const strange: FileWithPath[] = [];
    for (const one of files) {
      const known = this.uploads.filter(
        ({ state, name, size }) =>
          state === "interrupted" && name === one.file.name && size === one.file.size,
      );
      const match = known.find(({ path }) => path === one.path) ?? known[0];
      if (match) this.change(match.id, { file: one.file, state: "waiting", trouble: null });
      else strange.push(one);
    }
    this.start();
    return strange;
  }

  cancel(id: number) {
    const upload = this.find(id);
    if (!upload || !isOpen(upload)) return;
    this.change(id, { state: "cancelled", sent: 0, uploadUrl: null });
    this.running.get(id)?.abort();
    this.running.delete(id);
    this.start();
  }

  cancelAll() {
    for (const { id } of this.uploads) this.cancel(id);
  }

  retry(id: number) {
    const upload = this.find(id);
    if (!upload || !mayRetry(upload)) return;
    this.losses.delete(id);
    this.change(id, { state: "waiting", trouble: null });
    this.start();
  }

  /** Tries once more what has not arrived, except what somebody cancelled. */
  retryAll() {
    for (const { id, state } of this.uploads) if (state !== "cancelled") this.retry(id);
  }

  /** Goes on with what is there for want of a connection, now that there may be one. */
  resume() {
    clearTimeout(this.again);
    this.again = undefined;
    for (const { id, state, file } of this.uploads)
      if (file && (state === "stalled" || state === "failed"))
        this.change(id, { state: "waiting", trouble: null });
    this.start();
  }

  /** Forgets one that is not under way. */
  forget(id: number) {
    this.publish(this.uploads.filter((one) => one.id !== id || isOpen(one)));
  }

  /** Forgets what has come to an end. */
  clear() {
    this.publish(this.uploads.filter(isOpen));
  }

  private blank(batch: number) {
    return { id: ++this.lastId, batch, sent: 0, trouble: null, uploadUrl: null };
  }

  private start() {
    for (const upload of this.uploads) {
      if (this.running.size >= AT_ONCE) return;
      const { file } = upload;
      if (file && upload.state === "waiting") void this.run({ ...upload, file });
    }
  }

  private async run(upload: Upload & { file: File }) {
    const { id, size, target } = upload;
    const controller = new AbortController();
    this.running.set(id, controller);
    this.change(id, { state: "sending" });
    const key = this.keys.get(id) ?? requestKey();
    this.keys.set(id, key);
    const stopped = () => controller.signal.aborted;
    const on = {
      progress: (sent: number) => {
        if (stopped()) return;
        this.tries = 0;
        this.change(id, { sent: Math.min(sent, size) });
      },
      resumable: (uploadUrl: string) => {
        if (!stopped()) this.change(id, { uploadUrl });
      },
    };
    try {
      await this.send({ ...upload, key }, on, controller.signal).catch((error) => {
        if (typeOf(error) !== "idempotency-answer-lost") throw error;
      });
      if (!stopped()) this.change(id, { state: "done", sent: size });
      this.onLanded(target);
    } catch (error) {
      if (!stopped()) this.failed(id, error);
    } finally {
      if (this.running.get(id) === controller) this.running.delete(id);
      this.start();
    }
  }

  private failed(id: number, error: unknown) {
    const upload = this.find(id);
    if (!upload) return;
    const trouble = troubleOf(error);
    const underWay = typeOf(error) === "idempotency-under-way";
    if (isDecided(trouble, upload) && !underWay) this.keys.delete(id);
    const sent = upload.uploadUrl ? upload.sent : 0;
    if ((PASSING.has(trouble.status) || underWay) && this.mayStall(upload)) {
      this.change(id, { state: "stalled", sent, trouble });
      this.tryLater();
    } else {
      const refused = trouble.status >= 400 && trouble.status < 500 && !PASSING.has(trouble.status);
      this.change(id, { state: refused ? "refused" : "failed", sent, trouble });
    }
  }

  /** A file that never gets further than before is given up, but not for want of any connection at all. */
  private mayStall({ id, sent }: Upload): boolean {
    if (navigator.onLine === false) return true;
    const before = this.losses.get(id) ?? { count: 0, sent: 0 };
    const count = sent > before.sent ? 1 : before.count + 1;
    this.losses.set(id, { count, sent: Math.max(sent, before.sent) });
    return count < LOSSES;
  }

  private tryLater() {
    if (this.again !== undefined) return;
    const seconds = BACKOFF[Math.min(this.tries, BACKOFF.length - 1)] ?? 0;
    this.tries += 1;
    this.again = setTimeout(() => {
      this.again = undefined;
      for (const { id, state } of this.uploads)
        if (state === "stalled") this.change(id, { state: "waiting" });
      this.start();
    }, seconds * 1000);
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

/** The server refused it, or has not even got all of it: nothing can come of this attempt any more. */
const isDecided = ({ status }: Trouble, { sent, size }: Upload): boolean =>
  status === 0 ? sent < size : status >= 400 && status < 500;

const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.type : null);

/** Whether another try makes sense: what is too large or of a wrong kind is refused every time. */
export function mayRetry({ file, state, trouble }: Upload): boolean {
  if (!file) return false;
  if (state === "refused") return ![413, 415, 422].includes(trouble?.status ?? 0);
  return state === "failed" || state === "cancelled" || state === "stalled";
}

/** Under way, or about to be without anybody's doing. */
export const isOpen = ({ state }: Pick<Upload, "state">) =>
  state === "waiting" || state === "sending" || state === "stalled";
