import { toProblem } from "./errors";
import { client } from "./gen/client.gen";

/** Calls that answer 401 for reasons of their own; a fresh session would change nothing. */
const OWN_401 =
  /^\/api\/v1\/(auth\/(sign-in|sign-up|sign-out|refresh|password-reset)|invitations|link|unsubscribe)(\/|$)/;

let refreshing: Promise<boolean> | null = null;

/** Asks for a new access token; calls made meanwhile share the one request. False: the session has ended. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= fetch("/api/v1/auth/refresh", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  })
    .then(async (answer) => {
      await drain(answer);
      // A server in trouble says nothing about the session.
      if (!answer.ok && answer.status >= 500)
        throw new TypeError("The session could not be renewed");
      return answer.ok;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

/** An answer that nobody reads would keep its connection. */
const drain = (answer: Response) => answer.arrayBuffer();

function fetchWithRefresh(onSessionEnded: () => void): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (OWN_401.test(new URL(request.url).pathname)) return fetch(request);
    const again = request.clone();
    const answer = await fetch(request);
    if (answer.status !== 401) return answer;
    if (!(await refreshSession())) {
      onSessionEnded();
      return answer;
    }
    await drain(answer);
    return fetch(again);
  };
}

/** Sets up the generated client, once per page, before the first call. */
export function configureClient(options: { onSessionEnded: () => void }): void {
  client.setConfig({
    credentials: "same-origin",
    fetch: fetchWithRefresh(options.onSessionEnded),
  });
  client.interceptors.error.clear();
  client.interceptors.error.use((error, response) => toProblem(error, response));
}
