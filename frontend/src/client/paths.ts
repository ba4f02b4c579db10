/** Every address of the portal, below "/portal". */
export const paths = {
  projects: () => "/",
  signIn: (next?: string) =>
    next && next !== "/" ? `/sign-in?${new URLSearchParams({ next })}` : "/sign-in",
  forgot: () => "/forgot",
  account: () => "/account",
  home: (project: string) => `/projects/${project}`,
  documents: (project: string, folder?: string) =>
    folder ? `/projects/${project}/documents/${folder}` : `/projects/${project}/documents`,
  drawings: (project: string, folder?: string) =>
    folder ? `/projects/${project}/drawings/in/${folder}` : `/projects/${project}/drawings`,
  /** One drawing; `view` shows it on the whole screen. */
  drawing: (project: string, id: string, view = false) =>
    `/projects/${project}/drawings/${id}${view ? "?view=1" : ""}`,
  photos: (project: string, album?: string) =>
    album ? `/projects/${project}/photos/${album}` : `/projects/${project}/photos`,
  /** One photo over the page with all of them. */
  photo: (project: string, id: string) =>
    `/projects/${project}/photos?${new URLSearchParams({ open: id })}`,
  dailyLogs: (project: string, log?: string) =>
    log
      ? `/projects/${project}/daily-logs?${new URLSearchParams({ open: log })}`
      : `/projects/${project}/daily-logs`,
  reports: (project: string) => `/projects/${project}/reports`,
  report: (project: string, id: string) => `/projects/${project}/reports/${id}`,
  updates: (project: string) => `/projects/${project}/updates`,
  update: (project: string, id: string) => `/projects/${project}/updates/${id}`,
  schedule: (project: string) => `/projects/${project}/schedule`,
  emails: (project: string) => `/projects/${project}/emails`,
};

/** The builder's app is another page, so always a full load. */
export const BUILDER_APP = "/";

/** Where to go after signing in: only ever a page of the portal. */
export function returnPath(next: string | undefined): string {
  const inside = next?.startsWith("/") === true && !next.startsWith("//") && !next.includes("\\");
  return inside && !next.startsWith(paths.signIn()) ? next : paths.projects();
}

/** The file itself; `download` sends it as an attachment whatever it is. */
export function fileAddress(fileId: string, download = false): string {
  return `/api/v1/portal/files/${fileId}/content${download ? "?download=1" : ""}`;
}

/** The picture of a file: 320, 960 or 1920 pixels on its longer side. */
export function previewAddress(fileId: string, size: "small" | "medium" | "large"): string {
  return `/api/v1/portal/files/${fileId}/preview?size=${size}`;
}

/** Many items in one ZIP; folders come with all that is in them. At most a hundred. */
export function archiveAddress(project: string, itemIds: string[]): string {
  return `/api/v1/portal/projects/${project}/archive?${new URLSearchParams({ item_ids: itemIds.join(",") })}`;
}

/** A daily log or report as a PDF. */
export const pdfAddress = (itemId: string) => `/api/v1/portal/items/${itemId}/pdf`;
