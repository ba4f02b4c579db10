import { expect, it } from "vitest";
import { ApiProblem, fieldErrors, toProblem } from "./errors";

const wire = {
  type: "https://lintel.example/problems/invalid",
  title: "Some fields need another look",
  status: 422,
  detail: null,
  request_id: "r1",
  errors: [
    { pointer: "/email", code: "invalid_email", message: "Enter an e-mail address." },
    { pointer: "/email", code: "too_long", message: "Too long." },
    { pointer: "/name", code: "required", message: "Enter a name." },
  ],
};

it("reads problem details, with the type as a bare slug", () => {
  const problem = toProblem(wire, new Response(null, { status: 422 }));
  expect(problem).toMatchObject({ type: "invalid", status: 422, requestId: "r1", detail: null });
  expect(problem.message).toBe(wire.title);
});

it("puts messages to their fields, the first one of each", () => {
  expect(fieldErrors(toProblem(wire))).toEqual({
    "/email": "Enter an e-mail address.",
    "/name": "Enter a name.",
  });
  expect(fieldErrors(new Error("else"))).toEqual({});
});

it("calls a failed fetch offline, and an answer of something else unavailable", () => {
  expect(toProblem(new TypeError("Failed to fetch")).type).toBe("offline");
  expect(toProblem("<h1>Bad gateway</h1>", new Response(null, { status: 502 }))).toMatchObject({
    type: "unavailable",
    status: 502,
  });
  expect(toProblem(new RangeError("bug")).type).toBe("unexpected");
});

it("leaves a problem as it is", () => {
  const problem = new ApiProblem({ type: "not-found", title: "Not found", status: 404 });
  expect(toProblem(problem)).toBe(problem);
});
