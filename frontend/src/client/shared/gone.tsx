import { PageTitle } from "../../ui/plain/page-title";
import { paths } from "../paths";
import { PortalLink } from "./link";

/** What cannot be seen looks the same, whether it was taken back or never was. */
export function Gone({ back, to }: { back: string; to: string }) {
  return (
    <div className="stack calm">
      <PageTitle title="This is not available any more" />
      <p>
        It may have been taken back, or the address may be wrong. If you think you should see it,
        ask your builder.
      </p>
      <PortalLink className="button" href={to}>
        {back}
      </PortalLink>
    </div>
  );
}

/** A portal without a project: nothing is wrong, and nothing is told. */
export function NothingHere() {
  return (
    <div className="stack calm">
      <p>
        No project is open to you at the moment. When a builder gives you access to one, you find it
        here. If you expected to see a project, ask your builder.
      </p>
    </div>
  );
}

export function NotFoundPage() {
  return (
    <main className="page stack">
      <Gone back="Your projects" to={paths.projects()} />
    </main>
  );
}
