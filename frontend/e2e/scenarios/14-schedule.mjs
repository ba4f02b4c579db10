import { equal, follow, seen, unseen, words } from "../world/expect.mjs";
import { tab } from "../world/people.mjs";
import { section, together } from "../world/together.mjs";

const bar = (page, name) => page.getByRole("button", { name: new RegExp(`^${name}, `) });
const shown = (page, text) => page.getByText(text).filter({ visible: true });
const says = async (page, name) => bar(page, name).getAttribute("aria-label");

export default [
  {
    name: "a schedule is planned, moved with what follows, published, and read by the client",
    async run(stage) {
      const { builder, client, email } = await together(stage, { organisation: "Gable Plans" });
      await tab(builder, "Schedule").click();
      await seen(builder.getByText("No schedule yet"));
      await stage.look(builder, "schedule-empty");
      await builder.getByRole("button", { name: "Start from a house" }).click();
      await seen(bar(builder, "Pour the slab"));
      await stage.look(builder, "schedule-chart");

      // A task is changed in words; what follows is told before it is saved.
      await builder.getByRole("button", { name: "Pour the slab", exact: true }).click();
      const dialog = builder.getByRole("dialog", { name: "Pour the slab" });
      await dialog.getByRole("textbox", { name: "Working days", exact: true }).fill("4");
      await seen(dialog.getByText(/17 other tasks move with it\. The end moves from/));
      await stage.look(builder, "schedule-task");
      await dialog.getByLabel("Name").fill("");
      await dialog.getByRole("button", { name: "Save" }).click();
      await seen(dialog.getByText(/is missing|Fill in|required|empty/i));
      await dialog.getByLabel("Name").fill("Pour and cure the slab");
      await dialog.getByRole("button", { name: "Save" }).click();
      await unseen(dialog);
      equal(/ 4 working days/.test(await says(builder, "Pour and cure the slab")), true, "4 days");

      // Dragged: what else would move is drawn before it is let go, and undone after.
      await bar(builder, "Wall frames").scrollIntoViewIfNeeded();
      const before = await says(builder, "Wall frames");
      const end = await says(builder, "Handover");
      const box = await bar(builder, "Wall frames").boundingBox();
      await builder.mouse.move(box.x + 20, box.y + box.height / 2);
      await builder.mouse.down();
      await builder.mouse.move(box.x + 20 + 12 * 7, box.y + box.height / 2, { steps: 6 });
      await seen(builder.getByText(/other tasks move with it/));
      await builder.mouse.up();
      await seen(builder.getByText("“Wall frames” was changed"));
      equal((await says(builder, "Handover")) === end, false, "the end has moved");
      await builder.getByRole("button", { name: "Undo" }).last().click();
      await builder.waitForFunction(
        ([name, words]) =>
          [...document.querySelectorAll("button")].some(
            (one) => one.ariaLabel === words && one.ariaLabel.startsWith(name),
          ),
        ["Wall frames", before],
      );
      equal(await says(builder, "Handover"), end, "the end is where it was");
      // By keyboard.
      await bar(builder, "Roof trusses").focus();
      const trusses = await says(builder, "Roof trusses");
      await builder.keyboard.press("Shift+ArrowRight");
      await seen(builder.getByRole("button", { name: /^Roof trusses, .* 5 working days/ }));
      equal(trusses.includes("4 working days"), true, "it took 4 days");

      // As a plain table.
      await builder.getByText("Table", { exact: true }).click();
      await seen(builder.getByRole("columnheader", { name: "Waits for" }));
      await seen(builder.getByRole("cell", { name: "Set out and excavate" }));
      await stage.look(builder, "schedule-table");
      await builder.getByText("Weeks", { exact: true }).click();

      await builder.getByRole("button", { name: "More for the schedule" }).click();
      await builder.getByRole("menuitem", { name: "Keep a baseline" }).click();
      await seen(builder.getByText("On the baseline"));
      await builder.getByRole("button", { name: "Share with client" }).click();
      const sharing = builder.getByRole("dialog", { name: /^Share/ });
      await sharing.getByRole("button", { name: "Share with 1 client" }).click();
      await unseen(sharing);
      await client.reload();
      await unseen(section(client, "Schedule"));

      await builder.getByRole("button", { name: "Publish", exact: true }).click();
      const publish = builder.getByRole("dialog", { name: "Publish the schedule" });
      await seen(publish.getByText(/published for the first time/));
      await publish.getByLabel("Message (optional)").fill("Here is our plan.");
      await publish.getByRole("button", { name: "Publish" }).click();
      await unseen(publish);
      await seen(builder.getByText(/^Published/));
      await stage.post.letterTo(email, /shared 1 schedule/);

      await client.reload();
      await follow(client, section(client, "Schedule"), "**/schedule");
      await seen(client.getByText(/as published/));
      await client.getByText("Earlier weeks").click();
      await seen(shown(client, "Pour and cure the slab"));
      await stage.look(client, "portal-schedule");

      // The draft goes on; the client sees what was published.
      await builder.getByLabel("Name of a new task").fill("Scaffold down");
      await builder.getByRole("button", { name: "Add", exact: true }).click();
      await seen(bar(builder, "Scaffold down"));
      await seen(builder.getByText("Changes not published"));
      await client.reload();
      await seen(client.getByText(/as published/));
      equal(await client.getByText("Scaffold down").count(), 0, "the draft");
      await builder.getByRole("button", { name: "Publish", exact: true }).click();
      const again = builder.getByRole("dialog", { name: "Publish the changes" });
      equal(
        await words(again.getByRole("rowheader")),
        ["Scaffold down"],
        "what publishing changes",
      );
      await stage.look(builder, "schedule-publish");
      await again.getByLabel("E-mail them").click();
      await again.getByRole("button", { name: "Publish" }).click();
      await unseen(again);
      await client.reload();
      await seen(shown(client, "Scaffold down"));

      // In the client's own calendar, without a session, until they take it away.
      await client.getByRole("button", { name: "Get the address" }).click();
      const address = await client.getByLabel("Your calendar address").inputValue();
      const read = async () => {
        const answer = await fetch(address);
        return [answer.status, (await answer.text()).includes("SUMMARY:Scaffold down")];
      };
      equal(await read(), [200, true], "the calendar");
      await stage.look(client, "portal-calendar");
      await client.getByRole("button", { name: "Remove the address" }).click();
      await client
        .getByRole("button", { name: /^Yes|^Remove/ })
        .last()
        .click();
      await seen(client.getByRole("button", { name: "Get the address" }));
      equal(await read(), [404, false], "an address that was taken away");

      // On a phone the builder reads and changes it too.
      await builder.setViewportSize({ width: 390, height: 844 });
      await seen(shown(builder, "Scaffold down"));
    },
  },
];
