import type { ReactNode } from "react";
import type { Trouble } from "../problem";

/** Something to know, told apart by colour, sign and words. */
export function Notice(props: {
  tone?: "info" | "good" | "bad";
  title?: string;
  children?: ReactNode;
}) {
  const { tone = "info", title, children } = props;
  return (
    <div className={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <div>
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

/** A failure beside what caused it; the number to quote only where the fault is ours. */
export function TroubleNotice({ trouble }: { trouble: Trouble }) {
  return (
    <Notice tone="bad" title={trouble.title}>
      {trouble.detail && <p>{trouble.detail}</p>}
      {trouble.status >= 500 && trouble.requestId && (
        <p className="small">
          If this goes on, quote the number <code>{trouble.requestId}</code>.
        </p>
      )}
    </Notice>
  );
}
