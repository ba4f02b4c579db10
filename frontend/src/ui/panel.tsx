import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./panel.module.css";

/** A titled part of a page. */
export function Panel(props: { title?: string; children: ReactNode; flush?: boolean }) {
  return (
    <section className={classes.panel} data-flush={props.flush || undefined}>
      {props.title && (
        <Title order={2} className={classes.title}>
          {props.title}
        </Title>
      )}
      {props.children}
    </section>
  );
}
