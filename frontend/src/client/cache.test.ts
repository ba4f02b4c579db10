import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { ApiProblem } from "../api/errors";
import { forgetWhatIsGone } from "./cache";

const problem = (status: number) => new ApiProblem({ type: "x", title: "X", status });

function portal() {
  const queries = new QueryClient();
  queries.setQueryData(["home"], "private");
  queries.setQueryData(["documents"], "private");
  const fail = (status: number) => {
    const home = queries.getQueryCache().find({ queryKey: ["home"] });
    if (home) forgetWhatIsGone(queries, home, problem(status));
  };
  return { queries, fail };
}

it.each([401, 403, 404])("drops everything it held when the server answers %i", (status) => {
  const { queries, fail } = portal();
  fail(status);
  expect(queries.getQueryData(["home"])).toBeUndefined();
  expect(queries.getQueryData(["documents"])).toBeUndefined();
});

it.each([0, 500, 429])("keeps the last data when the server answers %i", (status) => {
  const { queries, fail } = portal();
  fail(status);
  expect(queries.getQueryData(["home"])).toBe("private");
  expect(queries.getQueryData(["documents"])).toBe("private");
});

it("asks again for what is on screen", async () => {
  const { queries, fail } = portal();
  let asked = 0;
  const observer = new QueryObserver(queries, {
    queryKey: ["documents"],
    queryFn: () => {
      asked += 1;
      return "fresh";
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const stop = observer.subscribe(() => {});
  fail(404);
  await Promise.resolve();
  expect(asked).toBe(1);
  stop();
});
