import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { configureClient } from "../../api/client";
import type { Invitation } from "../../api/gen/types.gen";
import { InvitePage } from "./invite-page";

type Answer = [status: number, body: unknown];

const invitation: Invitation = {
  organisation_name: "Harbour Builders",
  email: "ann@example.com",
  name: "Ann",
  expires_at: "2030-01-01T00:00:00Z",
  kind: "client",
  account_exists: false,
  invited_by: "Tom",
  branding: { colour: null },
};
const problem = (status: number, type: string): Answer => [
  status,
  { type: `/problems/${type}`, title: type, status, detail: null, request_id: "r" },
];
const signedInAs = (email: string): Answer => [
  200,
  { audience: "client", account: { id: "1", name: "Ann", email }, contexts: ["client"], may: [] },
];
const signedOut = problem(401, "unauthenticated");

function serve(answers: Record<string, Answer>) {
  const sent: [string, unknown][] = [];
  const all: Record<string, Answer> = {
    "POST /api/v1/auth/refresh": signedOut,
    "GET /api/v1/me": signedOut,
    "GET /api/v1/invitations/t": [200, invitation],
    ...answers,
  };
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = new Request(
      new URL(typeof input === "string" ? input : input.url, "http://localhost"),
      typeof input === "string" ? init : input,
    );
    const name = `${request.method} ${new URL(request.url).pathname}`;
    sent.push([name, request.method === "POST" ? await request.text() : null]);
    const [status, body] = all[name] ?? problem(500, name);
    return new Response(JSON.stringify(body), {
      status,
      headers: { "Content-Type": "application/json" },
    });
  });
  return sent;
}

beforeEach(() => configureClient({ onSessionEnded: () => {} }));

it.each([
  ["invite-expired", 410, "This invitation has expired"],
  ["invite-used", 410, "This invitation has already been used"],
  ["invite-replaced", 410, "There is a newer invitation"],
  ["invite-revoked", 410, "This invitation was withdrawn"],
  ["not-found", 404, "We do not know this invitation"],
])("has a page of its own for %s", async (type, status, title) => {
  serve({ "GET /api/v1/invitations/t": problem(status, type) });
  render(<InvitePage token="t" />);
  expect(await screen.findByRole("heading", { name: title })).toBeDefined();
});

it("asks someone new for a name and a password, and says where they are refused", async () => {
  const refused = {
    ...(problem(422, "invalid")[1] as object),
    errors: [{ pointer: "/password", code: "too_short", message: "Use at least 12 characters." }],
  };
  const sent = serve({ "POST /api/v1/invitations/t/accept": [422, refused] });
  render(<InvitePage token="t" />);
  await userEvent.type(await screen.findByLabelText("Choose a password"), "short");
  await userEvent.click(screen.getByRole("button", { name: "Accept the invitation" }));
  expect(await screen.findByText("Use at least 12 characters.")).toBeDefined();
  expect(sent.at(-1)).toEqual([
    "POST /api/v1/invitations/t/accept",
    JSON.stringify({ name: "Ann", password: "short" }),
  ]);
});

it("asks for the password where there is an account, and says when it is wrong", async () => {
  serve({
    "GET /api/v1/invitations/t": [200, { ...invitation, account_exists: true }],
    "POST /api/v1/invitations/t/accept": problem(401, "sign-in-required"),
  });
  render(<InvitePage token="t" />);
  await userEvent.type(await screen.findByLabelText("Password"), "something else");
  await userEvent.click(screen.getByRole("button", { name: "Sign in and accept" }));
  expect(await screen.findByText(/not the password of this account/)).toBeDefined();
});

it("lets the signed-in owner of the address accept without typing anything", async () => {
  serve({ "GET /api/v1/me": signedInAs("ann@example.com") });
  render(<InvitePage token="t" />);
  expect(await screen.findByRole("button", { name: "Accept as Ann" })).toBeDefined();
});

it("asks somebody else to sign out first, and then goes on", async () => {
  serve({ "GET /api/v1/me": signedInAs("bob@example.com") });
  render(<InvitePage token="t" />);
  const button = await screen.findByRole("button", { name: "Sign out and go on" });
  expect(screen.getByText(/bob@example.com/)).toBeDefined();
  serve({ "POST /api/v1/auth/sign-out": [200, {}] });
  await userEvent.click(button);
  expect(await screen.findByLabelText("Choose a password")).toBeDefined();
});

it("becomes the page of a used invitation when someone was faster", async () => {
  serve({ "POST /api/v1/invitations/t/accept": problem(410, "invite-used") });
  render(<InvitePage token="t" />);
  await userEvent.click(await screen.findByRole("button", { name: "Accept the invitation" }));
  expect(
    await screen.findByRole("heading", { name: "This invitation has already been used" }),
  ).toBeDefined();
});
