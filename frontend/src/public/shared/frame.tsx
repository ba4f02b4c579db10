import type { ReactNode } from "react";
import { brandColours } from "../../ui/plain/brand";
import { PageTitle } from "../../ui/plain/page-title";

/** One card in the builder's colour; the builder's name leads once it is known. */
export function Frame(props: {
  title: string;
  builder?: string;
  colour?: string | null;
  children: ReactNode;
}) {
  return (
    <div className="frame branded" style={brandColours(props.colour)}>
      {props.builder && <header>{props.builder}</header>}
      <main className="card stack">
        <PageTitle title={props.title} of={props.builder} />
        {props.children}
      </main>
    </div>
  );
}
