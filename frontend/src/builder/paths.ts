import type { Discipline, ItemKind } from "../api/gen/types.gen";

export interface DocumentsPlace {
  folder?: string;
  q?: string;
  sort?: "name" | "newest";
  /** What the drawer beside the list is about. */
  item?: string;
}

export interface DrawingsPlace {
  folder?: string;
  discipline?: Discipline;
  q?: string;
  /** What the drawer beside the list is about. */
  item?: string;
  /** The drawing of which two revisions are compared, and which ones. */
  compare?: string;
  older?: string;
  newer?: string;
}

export interface PhotosPlace {
  /** Albums rather than all photos by day. */
  view?: "albums";
  folder?: string;
  q?: string;
  /** What the lightbox shows. */
  photo?: string;
  /** What the drawer beside them is about. */
  item?: string;
}

export interface RecordsPlace {
  q?: string;
  state?: "draft" | "published";
}

export interface DailyLogsPlace extends RecordsPlace {
  /** A month, "2026-11". */
  month?: string;
}

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

/** Every address of the builder's app. */
export const paths = {
  signIn: (to?: string) => withQuery("/sign-in", { to }),
  signUp: () => "/sign-up",
  reset: () => "/reset",
  projects: () => "/projects",
  project: (id: string) => `/projects/${id}`,
  documents: (id: string, place: DocumentsPlace = {}) =>
    withQuery(`/projects/${id}/documents`, { ...place }),
  drawings: (id: string, place: DrawingsPlace = {}) =>
    withQuery(`/projects/${id}/drawings`, { ...place }),
  drawingRegister: (id: string, discipline?: Discipline) =>
    withQuery(`/projects/${id}/drawing-register`, { discipline }),
  photos: (id: string, place: PhotosPlace = {}) =>
    withQuery(`/projects/${id}/photos`, { ...place }),
  schedule: (id: string) => `/projects/${id}/schedule`,
  dailyLogs: (id: string, place: DailyLogsPlace = {}) =>
    withQuery(`/projects/${id}/daily-logs`, { ...place }),
  /** One log; "new" is one that has just been begun. */
  dailyLog: (id: string, log: string) => `/projects/${id}/daily-logs/${log}`,
  reports: (id: string, place: RecordsPlace = {}) =>
    withQuery(`/projects/${id}/reports`, { ...place }),
  report: (id: string, report: string) => `/projects/${id}/reports/${report}`,
  updates: (id: string, place: RecordsPlace = {}) =>
    withQuery(`/projects/${id}/updates`, { ...place }),
  update: (id: string, update: string) => `/projects/${id}/updates/${update}`,
  forms: () => "/settings/forms",
  /** One form; "new" is one that is being made. */
  form: (id: string) => `/settings/forms/${id}`,
  activity: (id: string) => `/projects/${id}/activity`,
  projectClients: (id: string) => `/projects/${id}/clients`,
  projectSettings: (id: string) => `/projects/${id}/settings`,
  trash: (id: string) => `/projects/${id}/trash`,
  settings: () => "/settings",
  organisation: () => "/settings/organisation",
  clientPortal: () => "/settings/client-portal",
  members: () => "/settings/members",
  audit: () => "/settings/audit",
  account: () => "/account",
};

/** The client's own app: another page, so always a full load. */
export const CLIENT_APP = "/portal";

/** Where to go after signing in: only ever a page of this app. */
export function returnPath(to = ""): string {
  const inside = to.startsWith("/") && !to.startsWith("//") && !to.includes("\\");
  return inside && !to.startsWith(paths.signIn()) ? to : paths.projects();
}

/** The file itself; `download` sends it as an attachment whatever it is. */
export function fileAddress(fileId: string, download: boolean): string {
  return withQuery(`/api/v1/files/${fileId}/content`, { download: download ? "1" : undefined });
}

/** The picture of a file: 320, 960 or 1920 pixels on its longer side. */
export function previewAddress(fileId: string, size: "small" | "medium" | "large"): string {
  return withQuery(`/api/v1/files/${fileId}/preview`, { size });
}

/** Many items in one ZIP; folders come with all that is in them. */
export function archiveAddress(projectId: string, itemIds: string[]): string {
  return withQuery(`/api/v1/projects/${projectId}/archive`, { item_ids: itemIds.join(",") });
}

/** A daily log or report as a PDF. */
export const pdfAddress = ({ id, kind }: { id: string; kind: ItemKind }) =>
  `/api/v1/${kind === "daily_log" ? "daily-logs" : "reports"}/${id}/pdf`;
