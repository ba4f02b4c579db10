import { toProblem } from "../../../api/errors";
import { requestKey } from "../../../ui/request-key";
import { type Draft, type DraftStore, isSent, type Transport, type WaitingPicture } from "./draft";

/** What stands in the way of sending, or that nothing does. */
export type DraftState =
  | { is: "saved" }
  | { is: "saving" }
  /** No connection, or the server is busy: it is tried again by itself. */
  | { is: "waiting" }
  /** Somebody else has changed the record since: a person decides. */
  | { is: "conflict" }
  /** The server does not take it as it is: a person changes it. */
  | { is: "refused"; error: unknown }
  /** This device cannot keep it: it must be sent before the page is closed. */
  | { is: "unkept" };

interface Options<Fields> {
  key: string;
  store: DraftStore;
  transport: Transport<Fields>;
  /** A record has been made for what was begun without one. */
  onCreated?: (id: string) => void;
  /** Where a draft is kept once its record is made. */
  keyOf?: (id: string) => string;
}

const PAUSE = 700;
const FIRST_RETRY = 2000;
const LAST_RETRY = 30_000;

/**
 * Keeps what is written into one record: on this device at once, on the server a moment later, and again
 * until it is there. What is written meanwhile is never lost to an answer that comes late.
 */
export class DraftQueue<Fields extends object> {
  draft: Draft<Fields>;
  state: DraftState = { is: "saved" };
  private key: string;
  private retry = FIRST_RETRY;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private run: Promise<void> | null = null;
  private kept: Promise<unknown> = Promise.resolve();
  private isKept = true;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly options: Options<Fields>,
    draft?: Draft<Fields>,
  ) {
    this.key = options.key;
    this.draft = draft ?? {
      id: null,
      createKey: requestKey(),
      version: null,
      fields: {},
      pictures: [],
    };
    this.last = { draft: this.draft, state: this.state };
    if (!isSent(this.draft)) this.soon(0);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same object until something changes. */
  snapshot = (): { draft: Draft<Fields>; state: DraftState } => this.last;
  private last: { draft: Draft<Fields>; state: DraftState };

  write(fields: Partial<Fields>): void {
    this.become({ ...this.draft, fields: { ...this.draft.fields, ...fields } });
    this.soon(PAUSE);
  }

  addPictures(pictures: Omit<WaitingPicture, "key">[]): void {
    const added = pictures.map((picture) => ({ ...picture, key: requestKey() }));
    this.become({ ...this.draft, pictures: [...this.draft.pictures, ...added] });
    this.soon(0);
  }

  changePicture(key: string, caption: string): void {
    const pictures = this.draft.pictures.map((one) =>
      one.key === key ? { ...one, caption } : one,
    );
    this.become({ ...this.draft, pictures });
  }

  dropPicture(key: string): void {
    const pictures = this.draft.pictures.filter((one) => one.key !== key);
    this.become({ ...this.draft, pictures });
  }

  /** The record as the server has it: what is written from now on stands on this version. */
  standOn(id: string, version: number): void {
    if (this.draft.id === id && this.draft.version === version) return;
    if (this.draft.version !== null && !isSent(this.draft)) return;
    this.draft = { ...this.draft, id, version };
    this.tell();
  }

  /** A conflict ends: ours is sent over theirs, or left. */
  resolve(keep: "ours" | "theirs"): void {
    const fields = keep === "ours" ? this.draft.fields : {};
    this.become({ ...this.draft, fields, version: null });
    this.state = { is: "saving" };
    this.soon(0);
  }

  /** Tries now rather than later: the connection is back, or somebody asks for it. */
  now(): void {
    if (this.state.is === "conflict") return;
    this.retry = FIRST_RETRY;
    this.soon(0);
  }

  /** When everything has been sent; rejects with what stands in the way. */
  async sent(): Promise<void> {
    clearTimeout(this.timer);
    while (!isSent(this.draft)) {
      await this.send();
      if (this.state.is === "refused") throw this.state.error;
      if (this.state.is === "waiting" || this.state.is === "conflict") throw this.lastError;
    }
  }
  private lastError: unknown;

  stop(): void {
    clearTimeout(this.timer);
  }

  private become(draft: Draft<Fields>): void {
    this.draft = draft;
    if (this.state.is !== "conflict") this.state = { is: "saving" };
    this.keep();
    this.tell();
  }

  private keep(): void {
    const { draft, key } = this;
    const { store } = this.options;
    const keeping = isSent(draft) ? store.drop(key) : store.save(key, draft);
    this.kept = keeping.then(
      () => {
        this.isKept = true;
      },
      () => {
        this.isKept = false;
        this.tell();
      },
    );
  }

  private tell(): void {
    const state: DraftState =
      !this.isKept && this.state.is === "waiting" ? { is: "unkept" } : this.state;
    this.last = { draft: this.draft, state };
    for (const listener of this.listeners) listener();
  }

  private soon(pause: number): void {
    clearTimeout(this.timer);
    if (this.state.is === "conflict") return;
    this.timer = setTimeout(() => void this.send(), pause);
  }

  private send(): Promise<void> {
    this.run ??= this.sendAll().finally(() => {
      this.run = null;
    });
    return this.run;
  }

  private async sendAll(): Promise<void> {
    // What is sent is kept first: a page that dies on the way loses nothing.
    await this.kept;
    try {
      while (!isSent(this.draft)) {
        this.state = { is: "saving" };
        this.tell();
        await this.sendNext();
      }
      this.retry = FIRST_RETRY;
      this.state = { is: "saved" };
    } catch (error) {
      this.lastError = error;
      const { status } = toProblem(error);
      if (status === 412) this.state = { is: "conflict" };
      else if (
        status === 0 ||
        status === 401 ||
        status === 408 ||
        status === 429 ||
        status >= 500
      ) {
        this.state = { is: "waiting" };
        this.soon(this.retry);
        this.retry = Math.min(LAST_RETRY, this.retry * 2);
      } else this.state = { is: "refused", error };
    }
    this.tell();
  }

  private async sendNext(): Promise<void> {
    const { draft } = this;
    const { transport } = this.options;
    if (draft.id === null) {
      const made = await transport.create(draft.fields, draft.createKey);
      const before = this.key;
      if (this.options.keyOf) {
        this.key = this.options.keyOf(made.id);
        await this.options.store.drop(before);
      }
      this.taken(draft.fields, made.id, made.version);
      this.options.onCreated?.(made.id);
      return;
    }
    if (Object.keys(draft.fields).length > 0) {
      const taken = await transport.update(draft.id, draft.fields, draft.version);
      this.taken(draft.fields, taken.id, taken.version);
      return;
    }
    const [picture] = draft.pictures;
    if (!picture) return;
    await transport.picture(draft.id, picture);
    const left = this.draft.pictures.filter(({ key }) => key !== picture.key);
    this.become({ ...this.draft, pictures: left });
  }

  /** Takes out what has arrived, unless it was written anew meanwhile. */
  private taken(sent: Partial<Fields>, id: string, version: number): void {
    const fields = { ...this.draft.fields };
    for (const name of Object.keys(sent) as (keyof Fields)[])
      if (fields[name] === sent[name]) delete fields[name];
    this.become({ ...this.draft, id, version, fields });
  }
}
