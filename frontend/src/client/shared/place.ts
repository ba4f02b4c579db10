import { useParams, useSearch } from "@tanstack/react-router";

/** The project whose pages these are. */
export function useProjectId(): string {
  const { project } = useParams({ strict: false }) as { project?: string };
  if (!project) throw new Error("This page stands below a project");
  return project;
}

/** Where in a project's documents the reader is. */
export function usePlace(): { folder?: string; q?: string } {
  const { folder } = useParams({ strict: false }) as { folder?: string };
  const { q } = useSearch({ strict: false }) as { q?: string };
  return { folder, q };
}
