import { readFile } from "node:fs/promises";
import { equal, follow, seen, unseen, words } from "../world/expect.mjs";
import { tab } from "../world/people.mjs";
import { photos as draw } from "../world/photos.mjs";
import { section, together } from "../world/together.mjs";

const question = (page, name) => page.getByRole("group", { name });

async function chooseFiles(page, within, files) {
  const chooser = page.waitForEvent("filechooser");
  await within.getByRole("button", { name: "Choose photos" }).click();
  await (await chooser).setFiles(files);
}

export default [
  {
    name: "a form is made, filled in with photos and a signature, and read by the client as a report",
    async run(stage) {
      const { builder, client } = await together(stage, { organisation: "Square Homes" });

      // A form of one's own, with a mistake that is told where it is.
      await builder.goto("/settings/forms");
      await seen(builder.getByText("No forms of your own yet"));
      await seen(builder.getByText("Pre-pour inspection"));
      await stage.look(builder, "forms-library");
      await builder.getByRole("button", { name: "New form" }).click();
      await builder.getByLabel("Name").fill("Slab check");
      await builder.getByLabel("Section 1").fill("Slab");
      const rows = builder
        .getByRole("listitem")
        .filter({ has: builder.getByLabel("Question", { exact: true }) });
      await rows.nth(0).getByLabel("Question", { exact: true }).fill("Is the ground level?");
      await rows.nth(0).getByLabel("Must be answered").click();
      await builder.getByRole("button", { name: "Add a question" }).click();
      await rows.nth(1).getByLabel("Question", { exact: true }).fill("Cover");
      await rows.nth(1).getByLabel("Answer", { exact: true }).selectOption("Number");
      await rows.nth(1).getByLabel("Unit").fill("mm");
      await rows.nth(1).getByLabel("Least").fill("forty");
      await builder.getByRole("button", { name: "Add a question" }).click();
      await rows.nth(2).getByLabel("Question", { exact: true }).fill("Signed by");
      await rows.nth(2).getByLabel("Answer", { exact: true }).selectOption("Signature");
      await rows.nth(2).getByLabel("Must be answered").click();
      await builder.getByRole("button", { name: "Save" }).click();
      await seen(builder.getByText("Write a number, like 12.5."));
      await rows.nth(1).getByLabel("Least").fill("40");
      await stage.look(builder, "form-editor");
      await builder.getByRole("button", { name: "Save" }).click();
      await seen(builder.getByText(/^Revision 1/));

      // Filled in: what is missing is named, what fails is seen.
      await builder.goto("/projects");
      await builder.getByRole("link", { name: "Wattle Street" }).first().click();
      await tab(builder, "Reports").click();
      await builder.getByRole("button", { name: "Fill in a form" }).click();
      await builder.getByRole("button", { name: /^Slab check/ }).click();
      await seen(builder.getByText("0 of 3 answered"));
      await builder.getByRole("button", { name: "Complete" }).click();
      await seen(builder.getByText("2 answers are missing"));
      const level = question(builder, /^Is the ground level/);
      await level.getByRole("button", { name: "No", exact: true }).click();
      await level.getByLabel("Note").fill("Low in the north corner");
      const [photo] = await draw(builder, [
        { name: "corner.jpg", width: 800, height: 600, text: "1", taken: "2026:11:24 09:30:00" },
      ]);
      await chooseFiles(builder, level, [photo]);
      await question(builder, "Cover").getByLabel("Cover").fill("35");
      const signed = question(builder, /^Signed by/);
      await signed.getByLabel("Name of who signs").fill("Lee Wong");
      const pad = signed.getByRole("img", { name: /^Draw the signature/ });
      await pad.scrollIntoViewIfNeeded();
      const box = await pad.boundingBox();
      await builder.mouse.move(box.x + 20, box.y + 60);
      await builder.mouse.down();
      for (let step = 1; step < 20; step++)
        await builder.mouse.move(box.x + 20 + step * 8, box.y + 60 + (step % 2 ? 20 : -20));
      await builder.mouse.up();
      await signed.getByRole("button", { name: "Use this signature" }).click();
      await seen(signed.getByText("Signed."));
      await seen(builder.getByText("3 of 3 answered, 2 failed"));
      await stage.look(builder, "report-editor");
      await builder.getByRole("button", { name: "Complete" }).click();
      await seen(builder.getByRole("button", { name: "Open again" }));
      await seen(builder.getByRole("img", { name: "Signature of Lee Wong" }));
      await stage.look(builder, "report-completed");

      await builder.getByRole("button", { name: "Share with client" }).click();
      const sharing = builder.getByRole("dialog", { name: /^Share/ });
      await sharing.getByRole("button", { name: "Share with 1 client" }).click();
      await unseen(sharing);
      await client.reload();
      await follow(client, section(client, "Reports"), "**/reports");
      await follow(client, client.getByRole("link", { name: /Slab check/ }), "**/reports/*");
      await seen(client.getByRole("img", { name: "Signature of Lee Wong" }));
      equal(
        await words(client.getByRole("region", { name: "What failed" }).getByRole("listitem")),
        ["Is the ground level?: No", "Cover: 35 mm"],
        "what failed",
      );
      await stage.look(client, "portal-report");

      // As a PDF, for both.
      for (const [page, button] of [
        [builder, builder.getByRole("button", { name: "PDF" })],
        [client, client.getByRole("link", { name: /as PDF$/ })],
      ]) {
        const arriving = page.waitForEvent("download");
        await button.click();
        const file = await arriving;
        equal(file.suggestedFilename().endsWith(", Wattle Street.pdf"), true, "its name");
        const bytes = await readFile(await file.path());
        equal(bytes.subarray(0, 5).toString(), "%PDF-", "a PDF");
      }
    },
  },
];
