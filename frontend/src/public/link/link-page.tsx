import { useCallback, useEffect, useState } from "react";
import { type ApiProblem, toProblem } from "../../api/errors";
import { linkItems } from "../../api/gen/sdk.gen";
import type { Module, PortalItem } from "../../api/gen/types.gen";
import { brandColours } from "../../ui/plain/brand";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { troubleOf } from "../../ui/problem";
import { Frame } from "../shared/frame";
import { NotLoaded, Waiting } from "../shared/waiting";
import classes from "./link-page.module.css";
import { Things } from "./things";
import { useVisit, type Visit } from "./visit";

/** The private link of a project: its daily logs, and what else it shows, without signing in ([L2]). */
export default function LinkPage({ token }: { token: string }) {
  const visit = useVisit(token);
  const { project, problem } = visit;

  useEffect(() => {
    const robots = document.createElement("meta");
    robots.name = "robots";
    robots.content = "noindex";
    document.head.append(robots);
    return () => robots.remove();
  }, []);

  if (problem?.status === 404)
    return (
      <Frame title="Page not found">
        <p>This link does not lead anywhere. Ask your builder for the current one.</p>
      </Frame>
    );
  if (problem) return <NotLoaded title="Your project" problem={problem} again={visit.again} />;
  if (!project) return <Waiting title="Your project" />;
  const { organisation } = project;
  return (
    <div className={`branded ${classes.page}`} style={brandColours(organisation.branding.colour)}>
      <header className={classes.head}>
        <span>{organisation.name}</span>
      </header>
      <main className="stack">
        <div>
          <PageTitle title={project.name} of={organisation.name} />
          {project.address && <p className="quiet">{project.address}</p>}
        </div>
        <Logs visit={visit} />
        {Object.entries(SHARED).map(([module, title]) => (
          <Shared key={module} visit={visit} module={module as Module} title={title} />
        ))}
      </main>
    </div>
  );
}

/** Pages of what the link shows of a section, as far as they were asked for. */
function useItems(visit: Visit, module: Module) {
  const { ask } = visit;
  const [items, setItems] = useState<PortalItem[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const load = useCallback(
    async (cursor?: string) => {
      setBusy(true);
      setProblem(null);
      try {
        const page = await ask(() => linkItems({ query: { module, cursor } }));
        setItems((now) => [...(cursor ? (now ?? []) : []), ...page.items]);
        setNext(page.next);
      } catch (error) {
        setProblem(toProblem(error));
      } finally {
        setBusy(false);
      }
    },
    [ask, module],
  );
  useEffect(() => {
    void load();
  }, [load]);
  return { items, problem, busy, more: next ? () => void load(next) : null, again: () => load() };
}

function Logs({ visit }: { visit: Visit }) {
  const { items, problem, busy, more, again } = useItems(visit, "daily_logs");
  return (
    <section className="stack" aria-label="Daily log">
      <h2>Daily log</h2>
      {!items && !problem && <span className="bone tall" role="status" aria-label="Loading" />}
      {items?.length === 0 && (
        <p className="quiet">
          Nothing yet. What is done on site each day will be here once it is written.
        </p>
      )}
      {items && <Things items={items} visit={visit} openFirst />}
      {problem && (
        <>
          <TroubleNotice trouble={troubleOf(problem)} />
          <Button busy={busy} onClick={() => void again()}>
            Try again
          </Button>
        </>
      )}
      {more && (
        <Button busy={busy} onClick={more}>
          Show more
        </Button>
      )}
    </section>
  );
}

/** The sections of what is shared with everyone on the project, where the link shows that too. */
const SHARED: Partial<Record<Module, string>> = {
  updates: "Updates",
  schedule: "Schedule",
  reports: "Reports",
  documents: "Documents",
  drawings: "Drawings",
  photos: "Photos",
};

function Shared(props: { visit: Visit; module: Module; title: string }) {
  const { items, busy, more } = useItems(props.visit, props.module);
  const things = items?.filter(({ kind }) => kind !== "folder") ?? [];
  if (things.length === 0 && !more) return null;
  return (
    <section className="stack" aria-label={props.title}>
      <h2>{props.title}</h2>
      <Things items={things} visit={props.visit} />
      {more && (
        <Button busy={busy} onClick={more}>
          Show more
        </Button>
      )}
    </section>
  );
}
