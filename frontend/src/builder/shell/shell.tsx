import { Outlet, useRouterState } from "@tanstack/react-router";
import Building2 from "lucide-react/icons/building-2";
import CircleUser from "lucide-react/icons/circle-user";
import FolderKanban from "lucide-react/icons/folder-kanban";
import Settings from "lucide-react/icons/settings";
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef } from "react";
import { keepSessionFresh } from "../../api/keep-fresh";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { useMe } from "../shared/me";
import { settingsPages } from "../shared/settings-pages";
import { checkLeft } from "../shared/uploads/check-left";
import { rememberUploads } from "../shared/uploads/memory";
import { useUploads } from "../shared/uploads/use-uploads";
import { OfflineBar } from "./offline-bar";
import classes from "./shell.module.css";

const UploadDock = lazy(() => import("../shared/uploads/upload-dock"));

export function Shell() {
  const me = useMe();
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  // Pictures, downloads and pieces of large files cannot ask for a new session themselves.
  useEffect(keepSessionFresh, []);
  const manages = settingsPages.filter((page) => me.may.includes(page.needs));

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <nav className={classes.nav} aria-label="Lintel">
        <div className={classes.organisation}>
          <span
            className={classes.mark}
            style={{ background: me.organisation.branding.colour ?? "#17424f" }}
            aria-hidden
          >
            <Building2 size={18} />
          </span>
          <span className={classes.organisationName}>{me.organisation.name}</span>
        </div>
        <NavLink href={paths.projects()} icon={<FolderKanban aria-hidden />}>
          Projects
        </NavLink>
        {manages.length > 0 && (
          <NavLink href={paths.settings()} icon={<Settings aria-hidden />}>
            Settings
          </NavLink>
        )}
        <div className={classes.sub}>
          {manages.map((page) => (
            <AppLink key={page.href} href={page.href} className={classes.subLink}>
              {page.title}
            </AppLink>
          ))}
        </div>
        <div className={classes.account}>
          <NavLink href={paths.account()} icon={<CircleUser aria-hidden />} phone="Account">
            {me.account.name}
          </NavLink>
        </div>
      </nav>
      <div className={classes.page}>
        <OfflineBar />
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      <Uploads account={me.account.id} />
    </div>
  );
}

function NavLink(props: { href: string; icon: ReactNode; children: ReactNode; phone?: string }) {
  return (
    <AppLink href={props.href} className={classes.link}>
      {props.icon}
      {props.phone && <span className={classes.onPhone}>{props.phone}</span>}
      <span className={props.phone ? classes.onDesktop : undefined}>{props.children}</span>
    </AppLink>
  );
}

function Uploads({ account }: { account: string }) {
  const { queue, uploads } = useUploads();
  useEffect(() => rememberUploads(queue, account, checkLeft), [queue, account]);
  if (uploads.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <UploadDock />
    </Suspense>
  );
}

/** A new page starts at its heading, for those who do not see it change. */
function useFocusOnNewPage(main: RefObject<HTMLElement | null>) {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    const first = before.current === undefined;
    before.current = pathname;
    if (!first) main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [pathname, main]);
}
