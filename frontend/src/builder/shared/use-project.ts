import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { getProjectOptions } from "../../api/gen/@tanstack/react-query.gen";
import type { Project } from "../../api/gen/types.gen";

/** The project of the address, as a query of its own states. */
export function useProjectQuery() {
  const { projectId } = useParams({ strict: false }) as { projectId: string };
  return useQuery(getProjectOptions({ path: { id: projectId } }));
}

/** The project of the address, once the project page has loaded it. */
export function useProject(): Project {
  const { projectId } = useParams({ strict: false }) as { projectId: string };
  return useSuspenseQuery(getProjectOptions({ path: { id: projectId } })).data;
}
