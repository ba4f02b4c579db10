import { createContext, useContext, useSyncExternalStore } from "react";
import type { UploadQueue } from "./queue";

export const UploadsContext = createContext<UploadQueue | null>(null);

export function useUploadQueue(): UploadQueue {
  const queue = useContext(UploadsContext);
  if (!queue) throw new Error("UploadsContext is missing");
  return queue;
}

/** The one queue of the app with what is in it, so that files go on while other pages are looked at. */
export function useUploads() {
  const queue = useUploadQueue();
  const uploads = useSyncExternalStore(queue.subscribe, queue.snapshot);
  return { queue, uploads };
}
