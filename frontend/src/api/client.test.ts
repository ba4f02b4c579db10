import { beforeEach, describe, expect, it, vi } from "vitest";
import { configureClient } from "./client";
import { ApiProblem } from "./errors";
import { me, signIn } from "./gen/sdk.gen";

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json" },
  });
const unauthenticated = () =>
  json(401, { type: "/problems/unauthenticated", title: "Sign in", status: 401, detail: null });

const onSessionEnded = vi.fn();
/** Answers by path, in turn; the last answer stays. */
function serve(answers: Record<string, (() => Response)[]>) {
  const calls: string[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (input: Request | string) => {
      const path = new URL(typeof input === "string" ? input : input.url, "http://localhost")
        .pathname;
      calls.push(path);
      const queue = answers[path] ?? [];
      const next = queue.length > 1 ? queue.shift() : queue[0];
      if (!next) throw new TypeError("Failed to fetch");
      return next();
    }),
  );
  return calls;
}

beforeEach(() => {
  onSessionEnded.mockReset();
  configureClient({ onSessionEnded });
});

describe("a call answered with 401", () => {
  it("is repeated after one refresh, whoever else waits for it", async () => {
    const calls = serve({
      "/api/v1/me": [unauthenticated, unauthenticated, () => json(200, { audience: "staff" })],
      "/api/v1/auth/refresh": [() => json(200, {})],
    });
    const [first, second] = await Promise.all([me(), me()]);
    expect(first.data.audience).toBe("staff");
    expect(second.data.audience).toBe("staff");
    expect(calls.filter((path) => path.endsWith("/refresh"))).toHaveLength(1);
    expect(onSessionEnded).not.toHaveBeenCalled();
  });

  it("tells the page when the session cannot be renewed", async () => {
    serve({ "/api/v1/me": [unauthenticated], "/api/v1/auth/refresh": [unauthenticated] });
    await expect(me()).rejects.toMatchObject({ type: "unauthenticated", status: 401 });
    expect(onSessionEnded).toHaveBeenCalledOnce();
  });

  it("keeps the session when the server could not be reached for the refresh", async () => {
    serve({ "/api/v1/me": [unauthenticated] });
    await expect(me()).rejects.toMatchObject({ type: "offline" });
    expect(onSessionEnded).not.toHaveBeenCalled();
  });

  it("is an answer like any other for a sign-in", async () => {
    const calls = serve({ "/api/v1/auth/sign-in": [unauthenticated] });
    await expect(signIn({ body: { email: "a@b.au", password: "x" } })).rejects.toBeInstanceOf(
      ApiProblem,
    );
    expect(calls).toEqual(["/api/v1/auth/sign-in"]);
  });
});
