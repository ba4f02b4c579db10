import { useQuery } from "@tanstack/react-query";
import ChevronRight from "lucide-react/icons/chevron-right";
import CircleCheck from "lucide-react/icons/circle-check";
import { type ReactNode, useState } from "react";
import { portalHomeOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { PortalHome, PortalItem } from "../../api/gen/types.gen";
import { Button } from "../../ui/plain/button";
import { PageTitle } from "../../ui/plain/page-title";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { ItemRows } from "../shared/items/item-rows";
import { PortalLink } from "../shared/link";
import { useProjectId } from "../shared/place";
import { sectionsOf } from "../shared/sections";
import { NewPhotos } from "./new-photos";
import { sortNews } from "./news";
import { ahead, standing } from "./standing";
import { Status } from "./status";

/** Four questions, in this order: what needs me, what is new, where do we stand, what comes next. */
export function HomePage() {
  const project = useProjectId();
  const query = useQuery(portalHomeOptions({ path: { id: project } }));
  return (
    <Answer
      query={query}
      bones={<HomeBones />}
      gone={<Gone back="Your projects" to={paths.projects()} />}
    >
      {(home) => (
        <>
          <div>
            <PageTitle title={home.project.name} of={home.organisation.name} />
            {home.project.address && <p className="quiet">{home.project.address}</p>}
          </div>
          <Decisions items={home.needs_decision} />
          <News home={home} />
          <Standing home={home} />
          <Next home={home} />
          <Sections home={home} />
        </>
      )}
    </Answer>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="group" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Decisions({ items }: { items: PortalItem[] }) {
  if (items.length > 0)
    return (
      <Group title="Needs your decision">
        <Some items={items} />
      </Group>
    );
  return (
    <p className="settled">
      <CircleCheck size={20} aria-hidden />
      Nothing needs your decision
    </p>
  );
}

function News({ home }: { home: PortalHome }) {
  // What waits for a decision stands above already.
  const waiting = new Set(home.needs_decision.map(({ id }) => id));
  const { photos, others } = sortNews(
    home.new_since_last_visit.filter(({ id }) => !waiting.has(id)),
  );
  if (photos.length + others.length > 0)
    return (
      <Group title="New since your last visit">
        <NewPhotos project={home.project.id} photos={photos} />
        <Some items={others} first={photos.length > 0 ? 2 : AT_FIRST} />
      </Group>
    );
  const words =
    home.sections.length > 0
      ? `Nothing ${home.new_since_last_visit.length > 0 ? "else is " : ""}new since your last visit.`
      : `Nothing is shared with you yet. When ${home.organisation.name} shares something, you find it here.`;
  return (
    <Group title="New since your last visit">
      <p className="calm">{words}</p>
    </Group>
  );
}

function Standing({ home }: { home: PortalHome }) {
  const { status } = home.project;
  const lines = standing(home.project);
  if (!status && lines.length + home.in_progress.length === 0) return null;
  return (
    <Group title="Where we stand">
      <div className="calm">
        {status && <Status status={status} />}
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <Some items={home.in_progress} />
    </Group>
  );
}

function Next({ home }: { home: PortalHome }) {
  const dates = ahead(home.project);
  if (home.next.length === 0 && dates.length === 0) return null;
  return (
    <Group title="What happens next">
      {dates.length > 0 && (
        <div className="calm">
          {dates.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      <Some items={home.next} />
    </Group>
  );
}

function Sections({ home }: { home: PortalHome }) {
  const sections = sectionsOf(home.sections);
  if (sections.length === 0) return null;
  return (
    <Group title="Everything shared with you">
      <ul className="rows">
        {sections.map((section) => (
          <li key={section.module} className="row">
            <PortalLink className="main" href={section.path(home.project.id)}>
              <span className="words">
                <span className="name">
                  {section.label} {section.has_new && <span className="badge">New</span>}
                </span>
              </span>
              <ChevronRight size={20} className="quiet" aria-hidden />
            </PortalLink>
          </li>
        ))}
      </ul>
    </Group>
  );
}

const AT_FIRST = 4;

/** The first few, so that the four answers fit on one screen of a phone. */
function Some({ items, first = AT_FIRST }: { items: PortalItem[]; first?: number }) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const hidden = items.length - first;
  if (all || hidden <= 1) return <ItemRows items={items} />;
  return (
    <>
      <ItemRows items={items.slice(0, first)} />
      <Button onClick={() => setAll(true)}>Show {hidden} more</Button>
    </>
  );
}

function HomeBones() {
  return (
    <>
      <PageTitle title="Your project">
        <span className="bone" style={{ width: "14rem" }} />
        <span className="visually-hidden">Your project</span>
      </PageTitle>
      <Group title="New since your last visit">
        <BoneRows rows={3} label="Loading what is new" />
      </Group>
      <Group title="Where we stand">
        <BoneRows rows={1} label="Loading where we stand" />
      </Group>
    </>
  );
}
