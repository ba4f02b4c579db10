import Download from "lucide-react/icons/download";
import type { ReactNode } from "react";
import classes from "./tool.module.css";

/** A button of a viewer's bar: a sign, whose words are told on pointing at it and to who cannot see it. */
export function Tool(props: {
  label: string;
  /** The key that does the same. */
  keys?: string;
  icon: ReactNode;
  onClick: () => void;
  pressed?: boolean;
  disabled?: boolean;
}) {
  const { label, keys } = props;
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-pressed={props.pressed}
      aria-disabled={props.disabled || undefined}
      title={keys ? `${label} (${keys})` : label}
      onClick={props.disabled ? undefined : props.onClick}
    >
      {props.icon}
    </button>
  );
}

/** Leads to the file itself, in the look of the other tools. */
export function DownloadTool({ href, title }: { href: string; title: string }) {
  return (
    <a
      className={classes.tool}
      href={href}
      download
      title="Download"
      aria-label={`Download ${title}`}
    >
      <Download aria-hidden />
    </a>
  );
}
