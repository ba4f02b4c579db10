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
