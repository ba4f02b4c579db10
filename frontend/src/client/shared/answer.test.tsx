import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { ApiProblem } from "../../api/errors";
import { Answer } from "./answer";

const problem = (status: number) =>
  new ApiProblem({ type: "x", title: `Problem ${status}`, status });

function show(data: string | undefined, error: ApiProblem | null) {
  const query = {
    data,
    error,
    isError: error !== null,
    isFetching: false,
    dataUpdatedAt: Date.now(),
    refetch: vi.fn(),
  };
  return render(
    <Answer query={query} bones="bones" gone="gone">
      {(words) => <p>{words}</p>}
    </Answer>,
  );
}

it("shows bones, then the answer", () => {
  show(undefined, null);
  expect(screen.getByText("bones")).toBeDefined();
  show("hello", null);
  expect(screen.getByText("hello")).toBeDefined();
});

it("shows nothing of what is gone, even when it is still held", () => {
  show("hello", problem(404));
  expect(screen.getByText("gone")).toBeDefined();
  expect(screen.queryByText("hello")).toBeNull();
});

it("keeps the last answer with its time when the server cannot be reached", () => {
  show("hello", problem(0));
  expect(screen.getByText("hello")).toBeDefined();
  expect(screen.getByText("No connection at the moment")).toBeDefined();
  expect(screen.getByText(/^What you see is from \d/)).toBeDefined();
});

it("says what is wrong when there is nothing to show", () => {
  show(undefined, problem(500));
  expect(screen.getByRole("alert").textContent).toContain("Problem 500");
  expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
});
