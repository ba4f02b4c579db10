import { keys } from "idb-keyval";
import type { Draft, Transport } from "./draft";
import { DraftQueue } from "./draft-queue";
import { browserStore, draftsDatabase } from "./draft-store";

/** One queue for each draft, as long as the app is open: leaving its screen does not stop it. */
const open = new Map<string, DraftQueue<never>>();

export interface DraftOptions<Fields> {
  /** The signed-in account: drafts of others on this device stay theirs. */
  account: string;
  /** What kind of record, and of which project, such as "log/{project}". */
  group: string;
  /** The record, or "new". */
  record: string;
  transport: Transport<Fields>;
  onCreated?: (id: string) => void;
}

const keyOf = ({ group }: { group: string }, record: string) => `${group}/${record}`;

/** The queue of a draft that is open already. */
export function openedDraft<Fields extends object>(
  options: Pick<DraftOptions<Fields>, "group" | "record">,
): DraftQueue<Fields> | undefined {
  return open.get(keyOf(options, options.record)) as DraftQueue<Fields> | undefined;
}

/** Opens the queue of a draft, with what this device has kept of it. */
export async function openDraft<Fields extends object>(
  options: DraftOptions<Fields>,
): Promise<DraftQueue<Fields>> {
  const { account, record, transport } = options;
  const store = browserStore(account);
  const key = keyOf(options, record);
  const kept = await store.load<Fields>(key).catch(() => undefined);
  const there = openedDraft<Fields>(options);
  if (there) return there;
  const queue: DraftQueue<Fields> = new DraftQueue<Fields>(
    {
      key,
      store,
      transport,
      keyOf: (id) => keyOf(options, id),
      onCreated: (id) => {
        open.delete(key);
        open.set(keyOf(options, id), queue as never);
        options.onCreated?.(id);
      },
    },
    kept ?? (record === "new" ? undefined : emptyDraft(record)),
  );
  open.set(key, queue as never);
  return queue;
}

const emptyDraft = <Fields>(id: string): Draft<Fields> => ({
  id,
  createKey: "",
  version: null,
  fields: {},
  pictures: [],
});

/** The records of a group of which this device keeps something that was not sent. */
export async function keptRecords(account: string, group: string): Promise<string[]> {
  const prefix = `${account}/${group}/`;
  const all = await keys<string>(draftsDatabase()).catch(() => []);
  return all.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

/** Tries every open draft: the connection is back. */
export function sendOpenDrafts(): void {
  for (const queue of open.values()) queue.now();
}
