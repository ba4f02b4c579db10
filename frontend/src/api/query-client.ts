import { type Query, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./errors";

/** Trouble on the way is worth another try; what the server refused is not. */
export function shouldRetry(failures: number, error: unknown): boolean {
  const refused = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  return !refused && failures < 2;
}

/** Calls go out even when the browser believes it is offline, so that being offline is an answer like any other. */
export function createQueryClient(
  options: { onError?: (error: Error, query: Query) => void } = {},
): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => options.onError?.(error, query as Query),
    }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 5_000,
        retry: shouldRetry,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
