import type { ReactNode } from "react";
import { PageTitle } from "../../ui/plain/page-title";

/** The pages in front of the portal: one card, no builder yet. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="door">
      <header>Client portal</header>
      <main className="card stack">
        <PageTitle title={title} />
        {children}
      </main>
    </div>
  );
}
