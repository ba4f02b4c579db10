import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import Info from "lucide-react/icons/info";
import type { ReactNode } from "react";
import type { Trouble } from "../problem";

const ICONS = { info: Info, good: CircleCheck, bad: CircleAlert };

export function Notice(props: { tone?: keyof typeof ICONS; title?: string; children?: ReactNode }) {
  const { tone = "info", title, children } = props;
  const Icon = ICONS[tone];
  return (
    <div className={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <Icon size={20} aria-hidden />
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
