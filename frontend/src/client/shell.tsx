import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { toProblem } from "../api/errors";
import {
  meOptions,
  portalHomeOptions,
  portalProjectsOptions,
} from "../api/gen/@tanstack/react-query.gen";
import { keepSessionFresh } from "../api/keep-fresh";
import { StaffHere } from "./account/staff-here";
import { paths } from "./paths";
import { Frame } from "./shared/frame";
import { Gone } from "./shared/gone";
import { PortalLink } from "./shared/link";
import { useProjectId } from "./shared/place";
import { sectionsOf } from "./shared/sections";

/** Around every page of someone who is signed in. */
export function Shell() {
  useEffect(keepSessionFresh, []);
  const me = useQuery(meOptions());
  if (me.data?.audience === "staff") return <StaffHere me={me.data} />;
  return <Outlet />;
}

/** Around the pages of one project: led by its builder, gone as a whole when access ends. */
export function ProjectShell() {
  const project = useProjectId();
  const home = useQuery(portalHomeOptions({ path: { id: project } }));
  const projects = useQuery(portalProjectsOptions());
  if (home.error && toProblem(home.error).status === 404)
    return (
      <Frame>
        <Gone back="Your projects" to={paths.projects()} />
      </Frame>
    );
  return (
    <Frame
      builder={home.data?.organisation}
      project={{ id: project, name: home.data?.project.name }}
      several={(projects.data?.items.length ?? 0) > 1}
    >
      <nav className="tabs" aria-label="Project">
        <PortalLink exact href={paths.home(project)}>
          Home
        </PortalLink>
        {sectionsOf(home.data?.sections ?? []).map((section) => (
          <PortalLink key={section.module} href={section.path(project)}>
            {section.label}
          </PortalLink>
        ))}
        {home.data && <PortalLink href={paths.emails(project)}>E-mails</PortalLink>}
      </nav>
      <Outlet />
    </Frame>
  );
}
