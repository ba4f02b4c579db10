import { equal, follow, seen, unseen, words } from "../world/expect.mjs";
import { tab, upload } from "../world/people.mjs";
import { photos as draw } from "../world/photos.mjs";
import { section, together } from "../world/together.mjs";

export default [
  {
    name: "an update is written, published with an attachment, read by the client and taken back",
    async run(stage) {
      const { builder, client, email } = await together(stage, { organisation: "Gable Homes" });
      await tab(builder, "Documents").click();
      await upload(builder, {
        name: "Colours.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("Grey"),
      });

      await tab(builder, "Updates").click();
      await builder.getByRole("button", { name: "Write an update" }).click();
      await builder.getByLabel("Title").fill("The roof is on");
      const text = builder.getByRole("textbox", { name: "Text" });
      await text.click();
      await builder.keyboard.type("Four weeks, and no rain inside. ");
      await builder.getByRole("button", { name: "Bold" }).click();
      await builder.keyboard.type("Come and see.");
      await builder.keyboard.press("Enter");
      await builder.getByRole("button", { name: "List", exact: true }).click();
      await builder.keyboard.type("Gutters next week");
      await builder.keyboard.press("Enter");
      await builder.keyboard.type("Windows after that");
      const [photo] = await draw(builder, [
        { name: "roof.jpg", width: 1200, height: 900, text: "1", taken: "2026:11:24 09:30:00" },
      ]);
      const chooser = builder.waitForEvent("filechooser");
      await builder.getByRole("button", { name: "Choose photos" }).click();
      await (await chooser).setFiles([photo]);
      await builder.getByRole("button", { name: "Attach", exact: true }).click();
      const attach = builder.getByRole("dialog", { name: "Attach from the project" });
      await attach.getByLabel("Colours").click();
      await attach.getByRole("button", { name: "Attach 1 thing" }).click();
      await unseen(attach);
      await seen(builder.getByText("Saved", { exact: true }));
      await stage.look(builder, "update-editor");

      // The dialog says what would become visible; it is shared on a yes.
      await builder.getByRole("button", { name: "Publish" }).click();
      const publish = builder.getByRole("dialog", { name: /^Publish/ });
      await seen(publish.getByText(/hidden from 1 client/));
      await publish.getByLabel("Share these with them too").click();
      await publish.getByLabel("Message (optional)").fill("Have a look.");
      await stage.look(builder, "update-publish");
      await publish.getByRole("button", { name: "Publish" }).click();
      await seen(builder.getByRole("heading", { name: "Seen by 0 of 1" }));
      await stage.post.letterTo(email, /shared/);

      await client.reload();
      await follow(client, section(client, "Updates"), "**/updates");
      await seen(client.getByText("Come and see."));
      equal(
        await words(client.getByRole("article").locator("li > p")),
        ["Gutters next week", "Windows after that"],
        "the list",
      );
      await seen(client.getByRole("link", { name: /Colours/ }));
      await stage.look(client, "portal-updates");
      await client.getByRole("button", { name: /^Open photo 1/ }).click();
      await seen(client.getByRole("dialog", { name: "Photos" }));
      await client.keyboard.press("Escape");

      await builder.reload();
      await seen(builder.getByRole("heading", { name: "Seen by 1 of 1" }));
      await stage.look(builder, "update-published");
      await builder.getByRole("button", { name: "Take back" }).click();
      const back = builder.getByRole("dialog", { name: "Take this update back?" });
      await back.getByRole("button", { name: "Take back" }).click();
      await unseen(back);
      await client.reload();
      await unseen(client.getByText("Come and see."));
    },
  },
];
