import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { ForgotPage } from "./account/forgot-page";
import { SignInPage } from "./account/sign-in-page";
import { DocumentsPage } from "./files/documents-page";
import { HomePage } from "./home/home-page";
import { ProjectsPage } from "./home/projects-page";
import { NotFoundPage } from "./shared/gone";
import { ProjectShell, Shell } from "./shell";

const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);

const root = createRootRoute({ notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => ({ next: text(search.next) }),
  component: SignInPage,
});
const forgot = createRoute({ getParentRoute: () => root, path: "/forgot", component: ForgotPage });

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });
const projects = createRoute({ getParentRoute: () => shell, path: "/", component: ProjectsPage });
const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/account-page"), "AccountPage"),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$project",
  component: ProjectShell,
});
const withSearch = (search: Record<string, unknown>): { q?: string; open?: string } => ({
  q: text(search.q),
  open: text(search.open),
});
const home = createRoute({
  getParentRoute: () => project,
  path: "/",
  validateSearch: (search): { open?: string } => ({ open: text(search.open) }),
  component: HomePage,
});
const documents = createRoute({
  getParentRoute: () => project,
  path: "/documents",
  validateSearch: withSearch,
  component: DocumentsPage,
});
const folder = createRoute({
  getParentRoute: () => project,
  path: "/documents/$folder",
  validateSearch: withSearch,
  component: DocumentsPage,
});
const drawings = createRoute({
  getParentRoute: () => project,
  path: "/drawings",
  component: lazyRouteComponent(() => import("./drawings/drawings-page"), "DrawingsPage"),
});
const drawingsFolder = createRoute({
  getParentRoute: () => project,
  path: "/drawings/in/$folder",
  component: lazyRouteComponent(() => import("./drawings/drawings-page"), "DrawingsPage"),
});
const drawing = createRoute({
  getParentRoute: () => project,
  path: "/drawings/$drawing",
  validateSearch: (search): { view?: string } => ({ view: text(search.view) }),
  component: lazyRouteComponent(() => import("./drawings/drawing-page"), "DrawingPage"),
});
const photosPage = lazyRouteComponent(() => import("./photos/photos-page"), "PhotosPage");
const photos = createRoute({
  getParentRoute: () => project,
  path: "/photos",
  validateSearch: withSearch,
  component: photosPage,
});
const album = createRoute({
  getParentRoute: () => project,
  path: "/photos/$folder",
  validateSearch: withSearch,
  component: photosPage,
});
const dailyLogs = createRoute({
  getParentRoute: () => project,
  path: "/daily-logs",
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import("./daily-logs/daily-logs-page"), "DailyLogsPage"),
});
const reports = createRoute({
  getParentRoute: () => project,
  path: "/reports",
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import("./reports/reports-page"), "ReportsPage"),
});
const report = createRoute({
  getParentRoute: () => project,
  path: "/reports/$report",
  component: lazyRouteComponent(() => import("./reports/report-page"), "ReportPage"),
});
const updates = createRoute({
  getParentRoute: () => project,
  path: "/updates",
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import("./updates/updates-page"), "UpdatesPage"),
});
const update = createRoute({
  getParentRoute: () => project,
  path: "/updates/$update",
  validateSearch: withSearch,
  component: lazyRouteComponent(() => import("./updates/update-page"), "UpdatePage"),
});
const schedule = createRoute({
  getParentRoute: () => project,
  path: "/schedule",
  component: lazyRouteComponent(() => import("./schedule/schedule-page"), "SchedulePage"),
});
const emails = createRoute({
  getParentRoute: () => project,
  path: "/emails",
  component: lazyRouteComponent(() => import("./account/emails-page"), "EmailsPage"),
});

const tree = root.addChildren([
  signIn,
  forgot,
  shell.addChildren([
    projects,
    account,
    project.addChildren([
      home,
      documents,
      folder,
      drawings,
      drawingsFolder,
      drawing,
      photos,
      album,
      dailyLogs,
      reports,
      updates,
      update,
      report,
      schedule,
      emails,
    ]),
  ]),
]);

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(
    (entry): entry is [string, string] => !!text(entry[1]),
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

export const createPortalRouter = () =>
  createRouter({
    routeTree: tree,
    basepath: "/portal",
    scrollRestoration: true,
    defaultPendingMinMs: 0,
    parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
    stringifySearch,
  });
