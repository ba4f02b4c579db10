import CircleUserRound from "lucide-react/icons/circle-user-round";
import type { ReactNode } from "react";
import type { PortalOrganisation, PortalProject } from "../../api/gen/types.gen";
import { brandColours } from "../../ui/plain/brand";
import { paths } from "../paths";
import { PortalLink } from "./link";

/** The portal's page: the builder's name and colour lead, Lintel keeps out of the way. */
export function Frame(props: {
  builder?: PortalOrganisation;
  project?: PortalProject;
  children: ReactNode;
}) {
  const { builder, project } = props;
  return (
    <div className="portal branded" style={brandColours(builder?.branding.colour)}>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <div className="page">
          <PortalLink className="lead" href={project ? paths.home(project.id) : paths.projects()}>
            <strong>{builder?.name ?? "Your projects"}</strong>
            {project && <span className="small">{project.name}</span>}
          </PortalLink>
          <PortalLink className="account" href={paths.account()}>
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
