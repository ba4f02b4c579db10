import { useEffect, useRef } from "react";
import { AppLink } from "./app-link";
import classes from "./tab-links.module.css";

export interface TabLink {
  title: string;
  href: string;
  hidden?: boolean;
}

/** Tabs that are pages: links, so that each has its address and the back button works. */
export function TabLinks({ label, tabs }: { label: string; tabs: TabLink[] }) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector("[data-status]")?.scrollIntoView({ block: "nearest" });
  });
  return (
    <nav ref={nav} aria-label={label} className={classes.tabs}>
      {tabs.map(
        ({ title, href, hidden }) =>
          !hidden && (
            <AppLink key={href} href={href} className={classes.tab}>
              {title}
            </AppLink>
          ),
      )}
    </nav>
  );
}
