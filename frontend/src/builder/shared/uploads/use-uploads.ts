import { createContext, useContext, useSyncExternalStore } from "react";
import type { UploadQueue } from "./queue";

export const UploadsContext = createContext<UploadQueue | null>(null);

/** The one queue of the app, so that files go on while other pages are looked at. */
export function useUploads() {
  const queue = useContext(UploadsContext);
  if (!queue) throw new Error("UploadsContext is missing");
  const uploads = useSyncExternalStore(queue.subscribe, queue.snapshot);
  return { queue, uploads };
}
