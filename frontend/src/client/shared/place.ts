import { useParams, useSearch } from "@tanstack/react-router";

/** The project whose pages these are. */
export function useProjectId(): string {
  const { project } = useParams({ strict: false }) as { project?: string };
  if (!project) throw new Error("This page stands below a project");
  return project;
}

/** Where in a section of a project the reader is, and which of its things is open over the page. */
export function usePlace(): { folder?: string; q?: string; open?: string } {
  const { folder } = useParams({ strict: false }) as { folder?: string };
  const { q, open } = useSearch({ strict: false }) as { q?: string; open?: string };
  return { folder, q, open };
}
