import Check from "lucide-react/icons/check";
import CircleAlert from "lucide-react/icons/circle-alert";
import CloudOff from "lucide-react/icons/cloud-off";
import LoaderCircle from "lucide-react/icons/loader-circle";
import type { ReactNode } from "react";
import { plural } from "../../../lib/plural";
import type { Draft } from "./draft";
import type { DraftState } from "./draft-queue";
import classes from "./save-state.module.css";

/** Where what was written is, in a few calm words. */
export function SaveState(props: { draft: Draft<object>; state: DraftState }) {
  const { draft, state } = props;
  const photos = draft.pictures.length > 0 ? plural(draft.pictures.length, "photo") : null;
  const [icon, words]: [ReactNode, string] = {
    saved: [<Check key="i" size={16} aria-hidden />, draft.id ? "Saved" : "Nothing written yet"],
    saving: [
      <LoaderCircle key="i" size={16} aria-hidden />,
      photos ? `Sending ${photos}…` : "Saving…",
    ],
    waiting: [
      <CloudOff key="i" size={16} aria-hidden />,
      "Kept on this device, and sent when the connection is back",
    ],
    unkept: [
      <CircleAlert key="i" size={16} aria-hidden />,
      "Not sent yet, and this device cannot keep it: leave this page open",
    ],
    conflict: [<CircleAlert key="i" size={16} aria-hidden />, "Somebody else has changed this"],
    refused: [<CircleAlert key="i" size={16} aria-hidden />, "Not saved: see what is marked below"],
  }[state.is] as [ReactNode, string];
  return (
    <span
      role="status"
      className={classes.state}
      data-wait={state.is === "waiting" || state.is === "conflict" || undefined}
      data-bad={state.is === "refused" || state.is === "unkept" || undefined}
    >
      {icon} {words}
    </span>
  );
}
