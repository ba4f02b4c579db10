import { Skeleton } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Missing, PageError, PagePending } from "../shared/page-states";
import classes from "./shell.module.css";

/** The frame of the app while it is not known yet who is signed in. */
export function ShellPending() {
  return (
    <div className={classes.shell}>
      <div className={classes.nav} aria-hidden>
        <div className={classes.organisation}>
          <Skeleton width={32} height={32} radius="md" />
          <Skeleton width="8rem" height={16} />
        </div>
      </div>
      <main className={classes.main}>
        <PagePending />
      </main>
    </div>
  );
}

/** An address of nothing, whoever asks: outside the frame, for they may not be signed in. */
export function ShellMissing() {
  return (
    <main className={classes.main}>
      <Missing />
    </main>
  );
}

export function ShellError(props: ErrorComponentProps) {
  return (
    <main className={classes.main}>
      <PageError {...props} />
    </main>
  );
}
