import { equal, follow, seen, unseen } from "../world/expect.mjs";
import { makeProject, newAddress, signUp, tab } from "../world/people.mjs";
import { photos as draw } from "../world/photos.mjs";
import { panel, section, together } from "../world/together.mjs";

const thirty = Array.from({ length: 30 }, (_, index) => ({
  name: `IMG_${1001 + index}.jpg`,
  width: 1200,
  height: 900,
  text: String(index + 1),
  taken: "2026:11:24 09:30:00",
}));

export default [
  {
    name: "a daily log is written on a phone, submitted, shared and read by the client",
    async run(stage) {
      const { builder, client } = await together(stage, {
        organisation: "Plumb Homes",
        on: "phone",
      });
      await tab(builder, "Daily logs").click();
      await seen(builder.getByText("No daily logs yet"));
      await stage.look(builder, "daily-logs-empty");
      await builder.getByRole("button", { name: "New log" }).click();
      await seen(builder.getByText("Nothing written yet"));

      // Submitting names what is missing.
      await builder.getByRole("button", { name: "Add a piece of work" }).click();
      const work = panel(builder, "Work");
      await work.getByLabel("What was done").fill("Framed the roof, north side");
      await seen(builder.getByText("Saved", { exact: true }).first());
      await builder.getByRole("button", { name: "Submit" }).click();
      await seen(builder.getByText("One thing is missing"));
      await seen(work.getByText("Fill this in."));
      await work.getByLabel("Trade").fill("Carpenter");

      await builder.getByRole("button", { name: "Showers" }).click();
      await builder.getByLabel("Highest °C").fill("19");
      await builder.getByRole("button", { name: "Add a person" }).click();
      const people = panel(builder, /^People and hours/);
      await people.getByLabel("Name").fill("Lee");
      await people.getByLabel("Hours").fill("25");
      await builder.getByRole("button", { name: "Submit" }).click();
      await seen(people.getByText(/more than 24 hours/));
      await people.getByLabel("Hours").fill("7.5");
      await builder.getByRole("button", { name: "Add a note" }).click();
      await panel(builder, "Notes").getByLabel("Note", { exact: true }).fill("Scaffold checked");
      await builder.getByRole("button", { name: "Add an incident" }).click();
      const incidents = panel(builder, "Incidents");
      await incidents.getByLabel("Hours lost").fill("1");
      await incidents.getByLabel("Cause").selectOption("Weather");
      await incidents.getByLabel("What happened").fill("Rain from ten to eleven");
      await stage.look(builder, "daily-log-editor");
      await builder.getByRole("button", { name: "Submit" }).click();
      await seen(builder.getByRole("button", { name: "Open again" }));

      await builder.getByRole("button", { name: "Leave out people and hours" }).click();
      await seen(builder.getByText("People and hours are left out of what clients see."));
      await builder.getByRole("button", { name: "Share with client" }).click();
      const sharing = builder.getByRole("dialog", { name: /^Share/ });
      await sharing.getByRole("button", { name: "Share with 1 client" }).click();
      await unseen(sharing);
      await stage.look(builder, "daily-log-submitted");

      await client.reload();
      await follow(client, section(client, "Daily log"), "**/daily-logs");
      await seen(client.getByText("Framed the roof, north side"));
      await seen(client.getByText("Rain from ten to eleven"));
      await unseen(client.getByText("Lee"));
      await stage.look(client, "portal-daily-log");

      // Opened again it is gone at once, until it is submitted again.
      await builder.getByRole("button", { name: "Open again" }).click();
      const reopen = builder.getByRole("dialog", { name: "Open this log again?" });
      await reopen.getByLabel("Why").fill("A wrong name");
      await reopen.getByRole("button", { name: "Open again" }).click();
      await seen(builder.getByRole("button", { name: "Submit" }));
      await client.reload();
      await unseen(client.getByText("Framed the roof, north side"));
    },
  },
  {
    name: "a daily log with thirty photos survives a slow and failing connection",
    async run(stage) {
      const builder = await stage.phone();
      await signUp(builder, { organisation: "Level Homes", name: "Tom", email: newAddress("tom") });
      await makeProject(builder, "Wattle Street");
      await tab(builder, "Daily logs").click();
      await builder.getByRole("button", { name: "New log" }).click();
      await seen(builder.getByText("Nothing written yet"));

      const session = await builder.context().newCDPSession(builder);
      await session.send("Network.enable");
      const slow = { latency: 150, downloadThroughput: 400_000, uploadThroughput: 60_000 };
      const line = (offline) =>
        session.send("Network.emulateNetworkConditions", { ...slow, offline });
      await line(false);

      await builder.getByRole("button", { name: "Add a piece of work" }).click();
      const work = panel(builder, "Work");
      await work.getByLabel("Trade").fill("Carpenter");
      const story = "Framed the roof. ".repeat(120).trim();
      await work.getByLabel("What was done").fill(story);
      const files = await draw(builder, thirty);
      const chooser = builder.waitForEvent("filechooser");
      await builder.getByRole("button", { name: "Choose photos" }).click();
      await (await chooser).setFiles(files);
      await seen(builder.getByText("On its way").first());

      // Cut in the middle, and the page is closed while it is.
      await builder.waitForTimeout(1500);
      await line(true);
      await builder.getByRole("button", { name: "Add a note" }).click();
      await panel(builder, "Notes")
        .getByLabel("Note", { exact: true })
        .fill("Written without a line");
      await seen(builder.getByText(/Kept on this device/).first());
      await stage.look(builder, "daily-log-offline");
      const address = builder.url();
      await builder.goto("about:blank");
      await line(false);
      await builder.goto(address);
      await seen(panel(builder, "Notes").getByLabel("Note", { exact: true }));

      await builder.getByRole("button", { name: "Submit" }).click();
      const done = builder.getByRole("button", { name: "Open again" });
      await done.waitFor({ state: "visible", timeout: 120_000 });
      await seen(builder.getByText("Written without a line"));
      const read = await builder.getByText("Framed the roof.").first().innerText();
      equal(read, story, "what was done");
      equal(await builder.locator("[data-sheet] [data-photo]").count(), 30, "photos");
    },
  },
];
