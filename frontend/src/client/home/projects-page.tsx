import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { portalProjectsOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { PortalProjectSummary } from "../../api/gen/types.gen";
import { brandColours } from "../../ui/plain/brand";
import { PageTitle } from "../../ui/plain/page-title";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Frame, onlyBuilder } from "../shared/frame";
import { NothingHere } from "../shared/gone";
import { PortalLink, useGo } from "../shared/link";
import { Status } from "./status";

export function ProjectsPage() {
  const query = useQuery(portalProjectsOptions());
  const go = useGo();
  const items = query.data?.items;
  const only = items?.length === 1 ? items[0] : undefined;

  // Somebody with one project need not choose; a list that is being asked for again may yet be empty.
  useEffect(() => {
    if (only && !query.isFetching) void go(paths.home(only.id), { replace: true });
  }, [only, query.isFetching, go]);

  return (
    <Frame builder={onlyBuilder(items)}>
      <PageTitle title="Your projects" />
      <Answer
        query={query}
        bones={<BoneRows rows={3} label="Loading your projects" />}
        gone={<NothingHere />}
      >
        {(list) => (list.items.length > 0 ? <Cards projects={list.items} /> : <NothingHere />)}
      </Answer>
    </Frame>
  );
}

function Cards({ projects }: { projects: PortalProjectSummary[] }) {
  return (
    <ul className="stack">
      {projects.map((project) => (
        <li key={project.id}>
          <PortalLink
            className="card project branded"
            style={brandColours(project.organisation.branding.colour)}
            href={paths.home(project.id)}
          >
            <span className="builder small">{project.organisation.name}</span>
            <span className="name">{project.name}</span>
            {project.address && <span className="quiet small">{project.address}</span>}
            <span className="foot">
              {project.status && <Status status={project.status} />}
              {project.new_items > 0 && <span className="badge">{project.new_items} new</span>}
            </span>
          </PortalLink>
        </li>
      ))}
    </ul>
  );
}
