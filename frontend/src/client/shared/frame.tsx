import CircleUserRound from "lucide-react/icons/circle-user-round";
import LayoutList from "lucide-react/icons/layout-list";
import type { ReactNode } from "react";
import type { PortalOrganisation, PortalProjectSummary } from "../../api/gen/types.gen";
import { brandColours } from "../../ui/plain/brand";
import { paths } from "../paths";
import { PortalLink } from "./link";

/** The builder whose name leads, when all projects are of one. */
export function onlyBuilder(projects?: PortalProjectSummary[]): PortalOrganisation | undefined {
  const first = projects?.[0]?.organisation;
  return projects?.every((one) => one.organisation.name === first?.name) ? first : undefined;
}

/** The portal's page: the builder's name and colour lead, Lintel keeps out of the way. */
export function Frame(props: {
  builder?: PortalOrganisation;
  /** On the pages of a project; its name may still be on its way. */
  project?: { id: string; name?: string };
  /** There are other projects to go to. */
  several?: boolean;
  children: ReactNode;
}) {
  const { builder, project } = props;
  const lead = builder?.name ?? (project ? "Your project" : "Your projects");
  return (
    <div className="portal branded" style={brandColours(builder?.branding.colour)}>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <div className="page">
          <PortalLink className="lead" href={project ? paths.home(project.id) : paths.projects()}>
            <strong>{lead}</strong>
            {project && <span className="small">{project.name ?? "\u00a0"}</span>}
          </PortalLink>
          {props.several && (
            <PortalLink className="button-icon" href={paths.projects()}>
              <LayoutList size={24} aria-hidden />
              <span className="visually-hidden">All your projects</span>
            </PortalLink>
          )}
          <PortalLink className="button-icon" href={paths.account()}>
            <CircleUserRound size={24} aria-hidden />
            <span className="visually-hidden">Your account</span>
          </PortalLink>
        </div>
      </header>
      <main id="content" className="page stack">
        {props.children}
      </main>
    </div>
  );
}
