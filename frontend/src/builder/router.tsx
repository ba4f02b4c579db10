import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ApiProblem } from "../api/errors";
import { meOptions } from "../api/gen/@tanstack/react-query.gen";
import { isDiscipline } from "../ui/disciplines";
import {
  CLIENT_APP,
  type DailyLogsPlace,
  type DocumentsPlace,
  type DrawingsPlace,
  type PhotosPlace,
  paths,
  type RecordsPlace,
} from "./paths";
import { isMember } from "./shared/me";
import { Missing, PageError, PagePending } from "./shared/page-states";
import { projectQueries } from "./shared/project-queries";
import { ShellError, ShellMissing, ShellPending } from "./shell/shell-states";

interface Context {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: ShellMissing,
});

const open = {
  signIn: createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: ({ to }: Record<string, unknown>) => ({ to: text(to) }),
    component: lazyRouteComponent(() => import("./auth/sign-in"), "SignIn"),
  }),
  signUp: createRoute({
    getParentRoute: () => root,
    path: "/sign-up",
    component: lazyRouteComponent(() => import("./auth/sign-up"), "SignUp"),
  }),
  reset: createRoute({
    getParentRoute: () => root,
    path: "/reset",
    component: lazyRouteComponent(() => import("./auth/reset"), "Reset"),
  }),
};

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  // A loader, so that the pages' own loaders ask for their data at the same time.
  loader: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meOptions()).catch((error: unknown) => {
      const signedOut = error instanceof ApiProblem && error.status === 401;
      throw signedOut ? redirect({ href: paths.signIn(location.href), replace: true }) : error;
    });
    if (!isMember(me)) {
      window.location.replace(CLIENT_APP);
      await new Promise(() => {});
    }
  },
  pendingComponent: ShellPending,
  errorComponent: ShellError,
  component: lazyRouteComponent(() => import("./shell/shell"), "Shell"),
});

const to = (href: string) => () => {
  throw redirect({ href, replace: true });
};

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: to(paths.projects()),
});

const projects = createRoute({
  getParentRoute: () => shell,
  path: "/projects",
  component: lazyRouteComponent(() => import("./projects/projects"), "Projects"),
});

const drawingRegister = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/drawing-register",
  validateSearch: (search: Record<string, unknown>): Pick<DrawingsPlace, "discipline"> => ({
    discipline: isDiscipline(search.discipline) ? search.discipline : undefined,
  }),
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(projectQueries.project(params.projectId)),
  component: lazyRouteComponent(() => import("./drawings/register"), "Register"),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId",
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(projectQueries.project(params.projectId));
  },
  component: lazyRouteComponent(() => import("./projects/project"), "ProjectPage"),
});

const projectTabs = [
  createRoute({
    getParentRoute: () => project,
    path: "/",
    beforeLoad: ({ params }) => to(paths.documents(params.projectId))(),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/documents",
    validateSearch: (search: Record<string, unknown>): DocumentsPlace => ({
      folder: text(search.folder),
      q: text(search.q),
      sort: search.sort === "newest" ? "newest" : undefined,
      item: text(search.item),
    }),
    loaderDeps: ({ search }) => search,
    loader: ({ context: { queryClient }, params: { projectId }, deps }) => {
      void queryClient.prefetchQuery(projectQueries.folders(projectId, "documents"));
      void queryClient.prefetchInfiniteQuery(projectQueries.documents(projectId, deps));
    },
    component: lazyRouteComponent(() => import("./documents/documents"), "Documents"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/drawings",
    validateSearch: (search: Record<string, unknown>): DrawingsPlace => ({
      folder: text(search.folder),
      discipline: isDiscipline(search.discipline) ? search.discipline : undefined,
      q: text(search.q),
      item: text(search.item),
      compare: text(search.compare),
      older: text(search.older),
      newer: text(search.newer),
    }),
    loaderDeps: ({ search: { folder, discipline, q } }) => ({ folder, discipline, q }),
    loader: ({ context: { queryClient }, params: { projectId }, deps }) => {
      void queryClient.prefetchQuery(projectQueries.folders(projectId, "drawings"));
      void queryClient.prefetchInfiniteQuery(projectQueries.drawings(projectId, deps));
    },
    component: lazyRouteComponent(() => import("./drawings/drawings"), "Drawings"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/photos",
    validateSearch: (search: Record<string, unknown>): PhotosPlace => ({
      view: search.view === "albums" ? "albums" : undefined,
      folder: text(search.folder),
      q: text(search.q),
      photo: text(search.photo),
      item: text(search.item),
    }),
    loaderDeps: ({ search: { view, folder, q } }) => ({ view, folder, q }),
    loader: ({ context: { queryClient }, params: { projectId }, deps }) => {
      void queryClient.prefetchQuery(projectQueries.folders(projectId, "photos"));
      void queryClient.prefetchInfiniteQuery(projectQueries.photos(projectId, deps));
    },
    component: lazyRouteComponent(() => import("./photos/photos"), "Photos"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/daily-logs",
    validateSearch: (search: Record<string, unknown>): DailyLogsPlace => ({
      ...recordsPlace(search),
      month: text(search.month),
    }),
    loaderDeps: ({ search }) => search,
    loader: ({ context: { queryClient }, params: { projectId }, deps }) => {
      void queryClient.prefetchInfiniteQuery(projectQueries.dailyLogs(projectId, deps));
    },
    component: lazyRouteComponent(() => import("./daily-logs/daily-logs"), "DailyLogs"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/daily-logs/$logId",
    component: lazyRouteComponent(() => import("./daily-logs/log-page"), "LogPage"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/reports",
    validateSearch: recordsPlace,
    loaderDeps: ({ search }) => search,
    loader: ({ context: { queryClient }, params: { projectId }, deps }) => {
      void queryClient.prefetchInfiniteQuery(projectQueries.reports(projectId, deps));
    },
    component: lazyRouteComponent(() => import("./reports/reports"), "Reports"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/reports/$reportId",
    component: lazyRouteComponent(() => import("./reports/report-page"), "ReportPage"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/updates",
    validateSearch: recordsPlace,
    loaderDeps: ({ search }) => search,
    loader: ({ context: { queryClient }, params: { projectId }, deps }) => {
      void queryClient.prefetchInfiniteQuery(projectQueries.updates(projectId, deps));
    },
    component: lazyRouteComponent(() => import("./updates/updates"), "Updates"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/updates/$updateId",
    component: lazyRouteComponent(() => import("./updates/update-page"), "UpdatePage"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/schedule",
    loader: ({ context: { queryClient }, params: { projectId } }) => {
      void queryClient.prefetchQuery(projectQueries.schedule(projectId));
    },
    component: lazyRouteComponent(() => import("./schedule/schedule-page"), "SchedulePage"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/activity",
    component: lazyRouteComponent(() => import("./projects/activity"), "Activity"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/clients",
    component: lazyRouteComponent(() => import("./projects/clients"), "ProjectClients"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/settings",
    component: lazyRouteComponent(() => import("./projects/settings"), "ProjectSettings"),
  }),
  createRoute({
    getParentRoute: () => project,
    path: "/trash",
    component: lazyRouteComponent(() => import("./trash/trash"), "Trash"),
  }),
];

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings"), "Settings"),
});

const settingsTabs = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    component: lazyRouteComponent(() => import("./settings/settings"), "FirstSettings"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/organisation",
    component: lazyRouteComponent(() => import("./settings/organisation"), "OrganisationSettings"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/client-portal",
    component: lazyRouteComponent(() => import("./settings/client-portal"), "ClientPortal"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/members",
    component: lazyRouteComponent(() => import("./settings/members"), "Members"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/forms",
    component: lazyRouteComponent(() => import("./forms/forms"), "Forms"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/forms/$formId",
    component: lazyRouteComponent(() => import("./forms/form-page"), "FormPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/audit",
    component: lazyRouteComponent(() => import("./settings/audit"), "AuditLog"),
  }),
];

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/account"), "AccountPage"),
});

const routeTree = root.addChildren([
  open.signIn,
  open.signUp,
  open.reset,
  shell.addChildren([
    home,
    projects,
    drawingRegister,
    project.addChildren(projectTabs),
    settings.addChildren(settingsTabs),
    account,
  ]),
]);

export function createBuilderRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPendingMs: 300,
    // Without this a skeleton that has once been shown is held for half a second.
    defaultPendingMinMs: 0,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: Missing,
    scrollRestoration: true,
    parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
    stringifySearch,
  });
}

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    typeof value === "string" && value ? [[name, value]] : [],
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}

function recordsPlace(search: Record<string, unknown>): RecordsPlace {
  const { state } = search;
  return {
    q: text(search.q),
    state: state === "draft" || state === "published" ? state : undefined,
  };
}
