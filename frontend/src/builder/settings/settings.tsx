import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { PageHeader } from "../../ui/page-header";
import { useGo } from "../shared/app-link";
import { useMay } from "../shared/me";
import { NotYours } from "../shared/page-states";
import { settingsPages } from "../shared/settings-pages";
import { TabLinks } from "../shared/tab-links";
import classes from "./settings.module.css";

/** A page that the member may not use says so in place of controls that would all be refused. */
export function Settings() {
  const may = useMay();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const closed = settingsPages.find(({ href, needs }) => href === here && !may(needs));
  return (
    <>
      <div className={classes.onPhone}>
        <TabLinks
          label="Settings"
          tabs={settingsPages.map((page) => ({ ...page, hidden: !may(page.needs) }))}
        />
      </div>
      {closed ? <Closed title={closed.title} /> : <Outlet />}
    </>
  );
}

/** Goes to the first page of Settings that the member may use. */
export function FirstSettings() {
  const may = useMay();
  const go = useGo();
  const first = settingsPages.find((page) => may(page.needs))?.href;
  useEffect(() => {
    if (first) void go(first, { replace: true });
  });
  return first ? null : <Closed title="Settings" />;
}

function Closed({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <NotYours>
        An owner or admin of your organisation looks after this. Your own settings are under your
        name, in the menu.
      </NotYours>
    </>
  );
}
