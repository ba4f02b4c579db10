import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { configureClient } from "../../../api/client";
import type { Item, Project } from "../../../api/gen/types.gen";
import { createQueryClient } from "../../../api/query-client";
import ShareDialog from "./share-dialog";

const nobody = { with: "nobody", client_ids: [], inherited_from: null } as const;
const plan = { id: "i1", title: "Plan", kind: "document", shared: nobody } as unknown as Item;
const plans = { id: "i2", title: "Plans", kind: "folder", shared: nobody } as unknown as Item;
const ann = { id: "ann", name: "Ann", status: "active" as const };
const bob = { id: "bob", name: "Bob", status: "invited" as const };
const project = { id: "p1", name: "House", clients: [ann, bob] } as unknown as Project;

const sent: { path: string; body: { item_ids: string[]; audience: unknown } }[] = [];
const last = (path: string) => sent.findLast((call) => call.path.endsWith(path))?.body;

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    const body = await request.json();
    sent.push({ path, body });
    const recipients = body.audience === "everyone" ? [ann, bob] : [ann];
    const review = { items: [], recipients, hidden: { items: 4 } };
    const answer = path.endsWith("share-reviews") ? review : { shared: 1, notified: 1 };
    return Response.json(answer);
  });
  configureClient({ onSessionEnded: () => {} });
});

function open() {
  const onShared = vi.fn();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ShareDialog
          project={project}
          items={[plan, plans]}
          opened
          onClose={() => {}}
          onShared={onShared}
        />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return onShared;
}

it("reviews everything for everyone first, and who is not in the portal yet", async () => {
  open();
  await screen.findByText(/Will be seen by Ann, Bob\. Not in the portal yet: Bob/);
  expect(screen.getByText(/4 other items .* stay hidden/)).toBeTruthy();
  expect(last("share-reviews")).toEqual({ item_ids: ["i1", "i2"], audience: "everyone" });
});

it("leaves things out, shares with chosen clients and sends what was reviewed", async () => {
  const user = userEvent.setup();
  const onShared = open();
  await user.click(await screen.findByRole("checkbox", { name: /^Plans/ }));
  await user.click(screen.getByRole("radio", { name: /Chosen clients/ }));
  await user.click(screen.getByRole("checkbox", { name: /^Ann/ }));
  await screen.findByText("Will be seen by Ann.");
  await user.click(screen.getByRole("button", { name: "Share with 1 client" }));
  await waitFor(() => expect(onShared).toHaveBeenCalled());
  expect(last("shares")).toEqual({
    item_ids: ["i1"],
    audience: { client_ids: ["ann"] },
    message: null,
    notify: true,
  });
});

it("says why it cannot share when nothing is left", async () => {
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByRole("checkbox", { name: "Plan" }));
  await user.click(screen.getByRole("checkbox", { name: /^Plans/ }));
  await user.click(screen.getByRole("button", { name: "Share" }));
  expect(screen.getAllByText("Tick at least one item to share.").length).toBeGreaterThan(0);
  expect(last("shares")).toBeUndefined();
});
