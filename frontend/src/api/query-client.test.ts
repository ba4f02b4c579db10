import { expect, it } from "vitest";
import { ApiProblem } from "./errors";
import {
  getProjectQueryKey,
  listClientsInfiniteQueryKey,
  listMembersQueryKey,
} from "./gen/@tanstack/react-query.gen";
import { invalidate } from "./invalidate";
import { createQueryClient, shouldRetry } from "./query-client";

const problem = (status: number) => new ApiProblem({ type: "x", title: "X", status });

it("tries again after trouble on the way, not after a refusal", () => {
  expect(shouldRetry(0, problem(0))).toBe(true);
  expect(shouldRetry(1, problem(503))).toBe(true);
  expect(shouldRetry(2, problem(503))).toBe(false);
  expect(shouldRetry(0, problem(404))).toBe(false);
  expect(shouldRetry(0, problem(422))).toBe(false);
});

it("makes old exactly what depends on the tag, infinite lists too", async () => {
  const queries = createQueryClient();
  const keys = {
    project: getProjectQueryKey({ path: { id: "p" } }),
    clients: listClientsInfiniteQueryKey(),
    members: listMembersQueryKey(),
  };
  for (const key of Object.values(keys)) queries.setQueryData<unknown>(key, {});
  await invalidate(queries, "clients");
  expect(queries.getQueryState(keys.project)?.isInvalidated).toBe(true);
  expect(queries.getQueryState(keys.clients)?.isInvalidated).toBe(true);
  expect(queries.getQueryState(keys.members)?.isInvalidated).toBe(false);
});
