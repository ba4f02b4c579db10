export interface DocumentsPlace {
  folder?: string;
  q?: string;
  sort?: "name" | "newest";
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
  activity: (id: string) => `/projects/${id}/activity`,
  projectClients: (id: string) => `/projects/${id}/clients`,
  projectSettings: (id: string) => `/projects/${id}/settings`,
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
