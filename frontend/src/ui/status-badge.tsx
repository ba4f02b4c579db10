import type { ReactNode } from "react";
import classes from "./status-badge.module.css";

export type Tone = "good" | "wait" | "bad" | "info" | "calm";

/** State is colour and word and icon, never colour alone. */
export function StatusBadge(props: { tone: Tone; icon: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={props.tone}>
      <span aria-hidden className={classes.icon}>
        {props.icon}
      </span>
      {props.children}
    </span>
  );
}
