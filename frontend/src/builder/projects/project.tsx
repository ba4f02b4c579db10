import { Skeleton } from "@mantine/core";
import { Outlet, useRouterState } from "@tanstack/react-router";
import ChevronLeft from "lucide-react/icons/chevron-left";
import MapPin from "lucide-react/icons/map-pin";
import { dateRange } from "../../lib/dates";
import { PageHeader } from "../../ui/page-header";
import { troubleOf } from "../../ui/problem";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { useMay } from "../shared/me";
import { Missing, NotYours } from "../shared/page-states";
import { ProjectStatusBadge } from "../shared/status";
import { TabLinks } from "../shared/tab-links";
import { useProjectQuery } from "../shared/use-project";
import classes from "./project.module.css";

export function ProjectPage() {
  const may = useMay();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const { data: project, error, refetch } = useProjectQuery();

  if (!project && error) {
    if (troubleOf(error).status === 404) return <Missing />;
    return <ErrorState error={error} retry={() => void refetch()} />;
  }

  const back = (
    <AppLink href={paths.projects()} className={classes.back}>
      <ChevronLeft size={18} aria-hidden />
      Projects
    </AppLink>
  );
  if (!project)
    return (
      <div>
        {back}
        <Skeleton width="18rem" height={30} mt={8} mb="xl" />
        <SkeletonRows label="Loading the project" />
      </div>
    );

  const tabs = [
    { title: "Updates", href: paths.updates(project.id) },
    { title: "Daily logs", href: paths.dailyLogs(project.id) },
    { title: "Schedule", href: paths.schedule(project.id) },
    { title: "Reports", href: paths.reports(project.id) },
    { title: "Documents", href: paths.documents(project.id) },
    { title: "Drawings", href: paths.drawings(project.id) },
    { title: "Photos", href: paths.photos(project.id) },
    { title: "Activity", href: paths.activity(project.id) },
    {
      title: "Clients",
      href: paths.projectClients(project.id),
      hidden: !may("clients.write") && !may("clients.access"),
    },
    {
      title: "Settings",
      href: paths.projectSettings(project.id),
      hidden: !may("projects.write"),
    },
    { title: "Trash", href: paths.trash(project.id), hidden: !may("content.write") },
  ];
  const closed = tabs.some(({ href, hidden }) => hidden && href === here);
  const when = dateRange(project.starts_on, project.ends_on);
  return (
    <>
      <PageHeader
        title={project.name}
        above={back}
        beside={<ProjectStatusBadge status={project.status} />}
        below={
          <span className={classes.facts}>
            {project.address && (
              <span className={classes.fact}>
                <MapPin size={16} aria-hidden /> {project.address}
              </span>
            )}
            {when && <span>{when}</span>}
          </span>
        }
      />
      <TabLinks label="Project" tabs={tabs} />
      {closed ? <NotYours>Someone who runs the project looks after this.</NotYours> : <Outlet />}
    </>
  );
}
