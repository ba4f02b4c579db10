import { equal, seen, unseen } from "../world/expect.mjs";
import { tab } from "../world/people.mjs";
import { together } from "../world/together.mjs";

export default [
  {
    name: "a private link is enabled, opened without signing in, and disabled under an open page",
    async run(stage) {
      const { builder } = await together(stage, { organisation: "Gable Links" });
      const project = new URL(builder.url()).pathname.split("/")[2];
      await tab(builder, "Daily logs").click();
      await builder.getByRole("button", { name: "New log" }).first().click();
      await builder.getByRole("button", { name: "Add a piece of work" }).click();
      await builder.getByLabel("Trade").first().fill("Roofer");
      await builder.getByLabel("What was done").first().fill("Battens on the north side");
      await seen(builder.getByText("Saved", { exact: true }));
      await builder.getByRole("button", { name: "Submit" }).click();
      await seen(builder.getByRole("button", { name: "Open again" }));

      // On the plan without links the button says why.
      await tab(builder, "Settings").click();
      const panel = builder.locator("section").filter({
        has: builder.getByRole("heading", { name: "Private link" }),
      });
      await seen(panel.getByRole("button", { name: "Enable the link" }));
      await panel.scrollIntoViewIfNeeded();
      await builder.goto("/settings/organisation");
      await builder.getByRole("button", { name: "Change to Pro" }).click();
      const plan = builder.getByRole("dialog", { name: "Change to Pro?" });
      await plan.getByRole("button", { name: "Change to Pro" }).click();
      await unseen(plan);
      await builder.goto(`/projects/${project}/settings`);
      await panel.getByRole("button", { name: "Enable the link" }).click();
      const address = await panel.getByLabel("Address", { exact: true }).inputValue();
      await stage.look(builder, "private-link");

      const visitor = await stage.phone();
      await visitor.goto(address);
      await seen(visitor.getByRole("heading", { level: 1, name: "Wattle Street" }));
      await seen(visitor.getByText("Battens on the north side"));
      await stage.look(visitor, "link-page");
      equal(await visitor.getByRole("link", { name: /sign in/i }).count(), 0, "ways to sign in");

      await builder.reload();
      await seen(panel.getByText(/Opened 1 time, last .* on a phone/));
      await panel.getByRole("button", { name: "Disable the link" }).click();
      const dialog = builder.getByRole("dialog", { name: "Disable the private link?" });
      await dialog.getByRole("button", { name: "Disable the link" }).click();
      await unseen(dialog);
      await seen(panel.getByRole("button", { name: "Enable the link" }));

      // The next request of the open page finds nothing, and so does the address.
      await visitor.getByText(/^\w{3} \d+ \w+ \d{4}$/).click();
      await visitor.getByText(/^\w{3} \d+ \w+ \d{4}$/).click();
      await seen(visitor.getByRole("heading", { name: "Page not found" }));
      await visitor.goto(address);
      await seen(visitor.getByRole("heading", { name: "Page not found" }));
      await stage.look(visitor, "link-gone");
      await panel.getByRole("button", { name: "Enable the link" }).click();
      const other = await panel.getByLabel("Address", { exact: true }).inputValue();
      equal(other === address, false, "another address");
    },
  },
];
