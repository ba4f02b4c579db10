import type { Query, QueryClient } from "@tanstack/react-query";
import { toProblem } from "../api/errors";

/**
 * What was refused or is gone must not stay on the device. The answer that failed forgets what it held;
 * everything else is forgotten, or asked for again where it is on screen.
 */
export function forgetWhatIsGone(queryClient: QueryClient, failed: Query, error: unknown): void {
  const { status } = toProblem(error);
  if (status !== 401 && status !== 403 && status !== 404) return;
  failed.setState({ data: undefined });
  const others = (query: Query) => query !== failed && query.state.data !== undefined;
  queryClient.removeQueries({ type: "inactive", predicate: others });
  void queryClient.invalidateQueries({ type: "active", predicate: others });
}
