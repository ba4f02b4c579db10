import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Project } from "../../api/gen/types.gen";
import { projectQueries } from "./project-queries";

/** The project of the address, as a query of its own states. */
export function useProjectQuery() {
  const { projectId } = useParams({ strict: false }) as { projectId: string };
  return useQuery(projectQueries.project(projectId));
}

/** The project of the address, once the project page has loaded it. */
export function useProject(): Project {
  const { projectId } = useParams({ strict: false }) as { projectId: string };
  return useSuspenseQuery(projectQueries.project(projectId)).data;
}
