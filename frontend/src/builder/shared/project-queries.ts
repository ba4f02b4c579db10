import {
  getDailyLogOptions,
  getDocumentOptions,
  getDrawingOptions,
  getPhotoOptions,
  getProjectOptions,
  getProjectScheduleOptions,
  getReportOptions,
  getUpdateOptions,
  listDailyLogsInfiniteOptions,
  listDocumentsInfiniteOptions,
  listDrawingsInfiniteOptions,
  listFoldersOptions,
  listPhotosInfiniteOptions,
  listReportsInfiniteOptions,
  listUpdatesInfiniteOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { Module } from "../../api/gen/types.gen";
import type {
  DailyLogsPlace,
  DocumentsPlace,
  DrawingsPlace,
  PhotosPlace,
  RecordsPlace,
} from "../paths";
import { pagesFrom } from "./pages";

/** The value of `parent_id` that means the top; without one the list goes through all folders. */
const TOP = "root";

/** "2026-11" ends on "2026-11-30". */
function lastDayOf(month: string): string {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

/** What a project's pages ask for, said once for the routes, which ask early, and for the pages. */
export const projectQueries = {
  project: (id: string) => getProjectOptions({ path: { id } }),

  /** The folders of one section. */
  folders: (id: string, module: Module) => listFoldersOptions({ path: { id }, query: { module } }),

  documents: (id: string, { folder, q, sort }: DocumentsPlace) => {
    const first = { path: { id }, query: { parent_id: q ? undefined : (folder ?? TOP), q, sort } };
    return { ...listDocumentsInfiniteOptions(first), ...pagesFrom(first) };
  },

  document: (id: string) => getDocumentOptions({ path: { id } }),

  /** A search and a discipline look through all folders. */
  drawings: (id: string, { folder, discipline, q }: DrawingsPlace) => {
    const parent_id = q || discipline ? undefined : (folder ?? TOP);
    const first = { path: { id }, query: { parent_id, discipline, q, limit: 200 } };
    return { ...listDrawingsInfiniteOptions(first), ...pagesFrom(first) };
  },

  drawing: (id: string) => getDrawingOptions({ path: { id } }),

  /** All photos, or those of an album, or those that lie in none. */
  photos: (id: string, { view, folder, q }: PhotosPlace) => {
    const parent_id = q ? undefined : (folder ?? (view === "albums" ? TOP : undefined));
    const first = { path: { id }, query: { parent_id, q, limit: 200 } };
    return { ...listPhotosInfiniteOptions(first), ...pagesFrom(first) };
  },

  dailyLogs: (id: string, { q, state, month }: DailyLogsPlace) => {
    const days = month ? { from: `${month}-01`, to: lastDayOf(month) } : {};
    const first = { path: { id }, query: { q, state, ...days } };
    return { ...listDailyLogsInfiniteOptions(first), ...pagesFrom(first) };
  },

  dailyLog: (id: string) => getDailyLogOptions({ path: { id } }),

  reports: (id: string, { q, state }: RecordsPlace) => {
    const first = { path: { id }, query: { q, state } };
    return { ...listReportsInfiniteOptions(first), ...pagesFrom(first) };
  },

  report: (id: string) => getReportOptions({ path: { id } }),

  updates: (id: string, { q, state }: RecordsPlace) => {
    const first = { path: { id }, query: { q, state } };
    return { ...listUpdatesInfiniteOptions(first), ...pagesFrom(first) };
  },

  update: (id: string) => getUpdateOptions({ path: { id } }),

  schedule: (id: string) => getProjectScheduleOptions({ path: { id } }),

  photo: (id: string) => getPhotoOptions({ path: { id } }),
};
