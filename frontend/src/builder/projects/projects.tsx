import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import ChevronRight from "lucide-react/icons/chevron-right";
import EyeOff from "lucide-react/icons/eye-off";
import HardHat from "lucide-react/icons/hard-hat";
import Plus from "lucide-react/icons/plus";
import SearchX from "lucide-react/icons/search-x";
import { lazy, Suspense, useState } from "react";
import { listProjectsInfiniteOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Project, ProjectStatus } from "../../api/gen/types.gen";
import { dateRange } from "../../lib/dates";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { ReasonedButton } from "../../ui/reasoned-button";
import { SearchField } from "../../ui/search-field";
import { ShowMore } from "../../ui/show-more";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { StatusBadge } from "../../ui/status-badge";
import toolbar from "../../ui/toolbar.module.css";
import { useDialog } from "../../ui/use-dialog";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import { useMay } from "../shared/me";
import { allItems, pagesFrom } from "../shared/pages";
import { ProjectStatusBadge, projectStatuses } from "../shared/status";
import classes from "./projects.module.css";

const CreateProjectDialog = lazy(() => import("./create-project-dialog"));

export function Projects() {
  const may = useMay();
  const [q, setQ] = useState("");
  const [status, setStatus] = useState<ProjectStatus | "">("");
  const create = useDialog();
  const filtered = q !== "" || status !== "";
  const pages = useInfiniteQuery({
    ...listProjectsInfiniteOptions({
      query: { q: q || undefined, status: status || undefined },
    }),
    ...pagesFrom({}),
    placeholderData: keepPreviousData,
  });
  const projects = allItems(pages.data);
  const newProject = (
    <ReasonedButton leftSection={<Plus size={18} aria-hidden />} onClick={() => create.open(true)}>
      New project
    </ReasonedButton>
  );
  const nothingYet = pages.isSuccess && projects.length === 0 && !filtered;

  return (
    <>
      <PageHeader
        title="Projects"
        actions={may("projects.write") && !nothingYet ? newProject : undefined}
      />
      {!nothingYet && (
        <div className={toolbar.toolbar}>
          <div className={toolbar.grow}>
            <SearchField label="Search projects" value={q} onChange={setQ} />
          </div>
          <NativeSelect
            aria-label="Status"
            value={status}
            onChange={(event) => setStatus(event.currentTarget.value as ProjectStatus | "")}
            data={[
              { value: "", label: "All statuses" },
              ...Object.entries(projectStatuses).map(([value, { word }]) => ({
                value,
                label: word,
              })),
            ]}
          />
        </div>
      )}
      <Panel flush>
        {pages.isPending && <SkeletonRows label="Loading projects" />}
        {pages.isError && !pages.data && (
          <ErrorState error={pages.error} retry={() => void pages.refetch()} />
        )}
        {projects.length > 0 && (
          <ul className={classes.list}>
            {projects.map((project) => (
              <ProjectRow key={project.id} project={project} />
            ))}
          </ul>
        )}
        {nothingYet && (
          <EmptyState
            icon={<HardHat />}
            title="No projects yet"
            action={may("projects.write") ? newProject : undefined}
          >
            {may("projects.write")
              ? "A project holds a job's documents and decides which clients see what. Make the first one."
              : "The projects you work on appear here once someone in your organisation assigns you to them."}
          </EmptyState>
        )}
        {pages.isSuccess && projects.length === 0 && filtered && (
          <EmptyState icon={<SearchX />} title="No project matches">
            Try another word or another status.
          </EmptyState>
        )}
        <ShowMore pages={pages} />
      </Panel>
      {create.value && (
        <Suspense fallback={null}>
          <CreateProjectDialog key={create.count} opened={create.opened} onClose={create.close} />
        </Suspense>
      )}
    </>
  );
}

function ProjectRow({ project }: { project: Project }) {
  const when = dateRange(project.starts_on, project.ends_on);
  const clients = project.clients.map(({ name }) => name).join(", ");
  return (
    <li>
      <AppLink href={paths.project(project.id)} className={classes.row}>
        <span className={classes.main}>
          <span className={classes.name}>{project.name}</span>
          <span className={classes.meta}>
            {[project.address, when].filter(Boolean).join(" · ") || "No address or dates yet"}
          </span>
        </span>
        <span className={classes.clients}>{clients || "No client yet"}</span>
        <span className={classes.badges}>
          {!project.portal_enabled && (
            <StatusBadge tone="wait" icon={<EyeOff />}>
              Portal off
            </StatusBadge>
          )}
          <ProjectStatusBadge status={project.status} />
        </span>
        <ChevronRight size={20} aria-hidden className={classes.chevron} />
      </AppLink>
    </li>
  );
}
