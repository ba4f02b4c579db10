import { requestKey } from "../../../ui/request-key";
import { isOpen, type Left, type Upload, type UploadQueue } from "./queue";

/** What is under way on one page, kept in the browser in case that page is closed. */
interface Record {
  /** When the page was last heard of. */
  at: number;
  /** It said that it was being closed. */
  closed: boolean;
  left: Left[];
}

const PREFIX = "lintel.uploads";
const BEAT = 4000;
/** A page that has not been heard of for so long is gone. */
const GONE = 15_000;
/** As long as the server keeps the beginning of a file, in milliseconds. */
const KEPT = 24 * 60 * 60 * 1000;

const page = requestKey();

const isUnfinished = (upload: Upload) =>
  isOpen(upload) || upload.state === "failed" || upload.state === "interrupted";

/**
 * Keeps in the browser what is under way, and gives the queue what pages that are gone have left behind.
 * `check` asks the server how far each has come. Returns the way to stop.
 */
export function rememberUploads(
  queue: UploadQueue,
  account: string,
  check: (left: Left) => Promise<Left>,
  storage: Storage = localStorage,
): () => void {
  const prefix = `${PREFIX}.${account}.`;
  const mine = prefix + page;
  queue.open(account);
  const write = (closed: boolean) => {
    const left = queue.snapshot().filter(isUnfinished).map(leftOf);
    try {
      const record: Record = { at: Date.now(), closed, left };
      if (left.length > 0) storage.setItem(mine, JSON.stringify(record));
      else storage.removeItem(mine);
    } catch {
      // No room, or not allowed: uploads go on all the same, and are forgotten with the page.
    }
  };
  void Promise.all(takeOver(storage, prefix, mine).map(check)).then((left) => {
    queue.restore(left);
    write(false);
  });
  const beat = setInterval(() => write(false), BEAT);
  const goodbye = () => write(true);
  window.addEventListener("pagehide", goodbye);
  return () => {
    clearInterval(beat);
    window.removeEventListener("pagehide", goodbye);
    write(false);
  };
}

function takeOver(storage: Storage, prefix: string, mine: string): Left[] {
  const now = Date.now();
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
  return keys
    .filter((key) => key.startsWith(prefix) && key !== mine)
    .flatMap((key) => {
      const record = read(storage.getItem(key));
      if (record && !record.closed && now - record.at < GONE) return [];
      storage.removeItem(key);
      return record && now - record.at < KEPT ? record.left : [];
    });
}

function read(text: string | null): Record | null {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

const leftOf = ({ name, size, path, target, sent, uploadUrl }: Upload): Left => ({
  name,
  size,
  path,
  target,
  uploadUrl,
  sent: uploadUrl ? sent : 0,
});
