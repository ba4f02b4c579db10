import { useEffect, useState, useSyncExternalStore } from "react";
import { isSent } from "./draft";
import type { DraftQueue } from "./draft-queue";
import {
  type DraftOptions,
  keptRecords,
  openDraft,
  openedDraft,
  sendOpenDrafts,
} from "./open-drafts";

/** The queue of a draft; null while this device looks what it has kept. */
export function useDraft<Fields extends object>(
  options: DraftOptions<Fields>,
): DraftQueue<Fields> | null {
  const [queue, setQueue] = useState(() => openedDraft<Fields>(options) ?? null);
  const { group, record } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the queue is the draft's, whatever functions come later
  useEffect(() => {
    const opened = openedDraft<Fields>({ group, record });
    if (opened) return setQueue(opened);
    let isLeft = false;
    setQueue(null);
    void openDraft(options).then((found) => {
      if (!isLeft) setQueue(found);
    });
    return () => {
      isLeft = true;
    };
  }, [group, record]);
  useEffect(() => {
    window.addEventListener("online", sendOpenDrafts);
    return () => window.removeEventListener("online", sendOpenDrafts);
  }, []);
  useWarnWhileUnsent(queue);
  return queue;
}

/** What was not sent before is sent, without its screen being opened; how many there are. */
export function useKeptDrafts<Fields extends object>(
  options: Omit<DraftOptions<Fields>, "record">,
): string[] {
  const [kept, setKept] = useState<string[]>([]);
  const { account, group } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up once for a group
  useEffect(() => {
    void keptRecords(account, group).then((records) => {
      setKept(records);
      for (const record of records) if (record !== "new") void openDraft({ ...options, record });
    });
    window.addEventListener("online", sendOpenDrafts);
    return () => window.removeEventListener("online", sendOpenDrafts);
  }, [account, group]);
  return kept;
}

export function useQueueState<Fields extends object>(queue: DraftQueue<Fields>) {
  return useSyncExternalStore(queue.subscribe, queue.snapshot);
}

/** Only when this device could not keep it: else closing the page loses nothing. */
function useWarnWhileUnsent<Fields extends object>(queue: DraftQueue<Fields> | null) {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (queue && queue.snapshot().state.is === "unkept" && !isSent(queue.draft))
        event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [queue]);
}
