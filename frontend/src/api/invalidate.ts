import type { QueryClient } from "@tanstack/react-query";
import type * as generated from "./gen/@tanstack/react-query.gen";

type KeyMaker = Extract<keyof typeof generated, `${string}QueryKey`>;
type OperationId = Exclude<
  KeyMaker extends `${infer Id}QueryKey` ? Id : never,
  `${string}Infinite`
>;

const ITEMS = [
  "listDocuments",
  "getDocument",
  "listDrawings",
  "getDrawing",
  "listPhotos",
  "getPhoto",
  "listFolders",
  "getFolder",
  "listVersions",
  "listReceipts",
  "listTrash",
  "getVisibility",
  "listDailyLogs",
  "getDailyLog",
  "hours",
  "listReports",
  "getReport",
  "listUpdates",
  "getUpdate",
  "getProjectSchedule",
  "scheduleChanges",
] as const;
const CLIENTS = ["listClients", "getClient"] as const;
const PROJECTS = ["listProjects", "getProject"] as const;
const LOGS = ["listActivity", "listAudit"] as const;

/** What has changed, and which answers of the server that makes old. */
const operations = {
  session: ["me", "listSessions"],
  organisation: [
    "getOrganisation",
    "me",
    "portalSwitchPreflight",
    "getVisibility",
    ...PROJECTS,
    ...LOGS,
  ],
  members: ["listMembers", "me", ...LOGS],
  clients: [...CLIENTS, ...PROJECTS, "portalSwitchPreflight", "getVisibility", ...LOGS],
  projects: [...PROJECTS, ...CLIENTS, "listMembers", "getVisibility", ...LOGS],
  /** Items of any module: documents, drawings, photos, and the folders they are in. */
  items: [...ITEMS, "getOrganisation", ...LOGS],
  sharing: [...ITEMS, ...LOGS],
  portal: ["portalProjects", "portalHome", "portalItems", "portalItem"],
  forms: ["listFormTemplates", "getFormTemplate"],
  notifications: ["portalGetNotifications"],
} satisfies Record<string, readonly OperationId[]>;

export type Tag = keyof typeof operations;

/** Marks what depends on `tag` as old; what is on screen is asked for again. */
export function invalidate(queryClient: QueryClient, tag: Tag): Promise<void> {
  const ids = new Set<string>(operations[tag]);
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const head = queryKey[0];
      return (
        typeof head === "object" && head !== null && "_id" in head && ids.has(String(head._id))
      );
    },
  });
}
