import { createStore, del, get, set, type UseStore } from "idb-keyval";
import type { Draft, DraftStore } from "./draft";

let database: UseStore | undefined;

export function draftsDatabase(): UseStore {
  database ??= createStore("lintel-drafts", "drafts");
  return database;
}

/** Drafts in the browser's own database: they outlive a reload, and pictures fit in. */
export function browserStore(account: string): DraftStore {
  const own = (key: string) => `${account}/${key}`;
  return {
    load: <Fields>(key: string) => get<Draft<Fields>>(own(key), draftsDatabase()),
    save: (key, draft) => set(own(key), draft, draftsDatabase()),
    drop: (key) => del(own(key), draftsDatabase()),
  };
}
