import { Outlet } from "@tanstack/react-router";
import Lock from "lucide-react/icons/lock";
import { useEffect } from "react";
import { EmptyState } from "../../ui/states";
import { useGo } from "../shared/app-link";
import { useMay } from "../shared/me";
import { settingsPages } from "../shared/settings-pages";
import { TabLinks } from "../shared/tab-links";
import classes from "./settings.module.css";

export function Settings() {
  const may = useMay();
  return (
    <>
      <div className={classes.onPhone}>
        <TabLinks
          label="Settings"
          tabs={settingsPages.map((page) => ({ ...page, hidden: !may(page.needs) }))}
        />
      </div>
      <Outlet />
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
  if (first) return null;
  return (
    <EmptyState icon={<Lock />} title="Nothing to set here">
      An owner or admin of your organisation looks after its settings. Yours are under your name, in
      the menu.
    </EmptyState>
  );
}
