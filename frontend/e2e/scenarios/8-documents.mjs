import { drop, onDisk } from "../world/drop.mjs";
import { equal, follow, seen, unseen, words } from "../world/expect.mjs";
import { pdf } from "../world/files.mjs";
import {
  acceptAsNew,
  choose,
  inviteClient,
  makeFolder,
  makeProject,
  newAddress,
  row,
  share,
  signUp,
  tab,
} from "../world/people.mjs";

const dock = (page) => page.getByRole("region", { name: "Uploads" });

async function downloaded(page, link) {
  const arriving = page.waitForEvent("download");
  await link.click();
  const stream = await (await arriving).createReadStream();
  return Buffer.concat(await stream.toArray());
}

const openFolder = (page, name) =>
  follow(page, row(page, name).getByRole("link", { name, exact: true }), /folder=/);

const documents = {
  name: "a folder is dropped and shared, drafts stay hidden until published, and the trash gives back",
  async run(stage) {
    const { look, post } = stage;
    const ann = newAddress("ann");
    const builder = await stage.desktop();
    const client = await stage.phone();
    const first = pdf("Ground floor.pdf", "Ground floor, first version");
    const second = pdf("Ground floor rev B.pdf", "Ground floor, the island moved");
    const disk = await onDisk({
      "Plans/Ground/Ground floor.pdf": first.buffer,
      "Plans/Roof/Roof.pdf": pdf("Roof.pdf", "Roof").buffer,
      "Plans/Readme.txt": "Start with the ground floor.\n",
      "Plans/.DS_Store": "clutter",
      "rev-b/Ground floor rev B.pdf": second.buffer,
    });

    // A whole folder is dropped: its tree is kept, and what the computer hides in it is left out.
    await signUp(builder, { organisation: "Tree Homes", name: "Tom", email: newAddress("tom") });
    await makeProject(builder, "Wattle Street");
    await drop(builder, disk.at("Plans"));
    await seen(dock(builder).getByText("3 files uploaded"));
    await look(builder, "builder-uploads");
    await dock(builder).getByRole("button", { name: "Close the list of uploads" }).click();
    await openFolder(builder, "Plans");
    await seen(row(builder, "Readme.txt"));
    equal(await row(builder, "Ground").count(), 1, "folders called Ground");
    equal(await row(builder, "Roof").count(), 1, "folders called Roof");
    equal(await builder.getByText(".DS_Store").count(), 0, "clutter");

    // It is shared; the client opens a plan on a phone.
    await tab(builder, "Clients").click();
    await inviteClient(builder, { name: "Ann", email: ann });
    const letter = await post.letterTo(ann, /invites you/);
    await acceptAsNew(client, letter.link("/invite/"), { name: "Ann" });
    await client.waitForURL("**/portal/projects/*");
    await tab(builder, "Documents").click();
    await share(builder, "Plans", { notify: false });
    await client.reload();
    await follow(client, client.getByRole("link", { name: "Documents" }).first(), "**/documents");
    await client.getByRole("link", { name: /^Plans/ }).click();
    await client.getByRole("link", { name: /^Ground/ }).click();
    const plan = client.getByRole("link", { name: "Download Ground floor.pdf" });
    equal((await downloaded(client, plan)).equals(first.buffer), true, "the first version");

    // Whoever drops the same folder again is told that clients will see what is in it.
    await drop(builder, disk.at("Plans"));
    const warning = builder.getByRole("dialog", { name: "Upload into “Plans”, which is shared?" });
    await seen(warning.getByText(/every client of the project will see them at once/));
    await look(builder, "builder-upload-into-shared");
    await warning.getByRole("button", { name: "Cancel" }).click();
    await unseen(warning);

    // A new version is kept as a draft: the client goes on seeing the first one.
    await openFolder(builder, "Plans");
    await openFolder(builder, "Ground");
    await seen(row(builder, "Ground floor.pdf").locator("img"));
    await builder.getByRole("link", { name: "Ground floor.pdf" }).click();
    const drawer = builder.getByRole("dialog", { name: "Ground floor.pdf" }).first();
    await drawer.getByRole("button", { name: "View", exact: true }).click();
    const viewer = builder.locator("dialog");
    await seen(viewer.locator("canvas"));
    await builder.keyboard.press("Escape");
    await unseen(viewer);
    await seen(drawer.getByText("1 of 1 client of this project can see it now"));
    // Whoever has downloaded it has seen it.
    await seen(drawer.getByText("1 of 1 client has looked at it."));
    await drawer.getByRole("button", { name: "Upload a new version" }).click();
    const dialog = builder.getByRole("dialog", { name: "New version of “Ground floor.pdf”" });
    await dialog.getByLabel("File").setInputFiles(disk.at("rev-b/Ground floor rev B.pdf"));
    await dialog.getByLabel("What is new (optional)").fill("The island moved");
    await look(builder, "builder-new-version");
    await dialog.getByLabel("Keep as a draft until I publish it").click();
    await dialog.getByRole("button", { name: "Upload as a draft" }).click();
    await unseen(dialog);
    await seen(drawer.getByText("Version 2 waits to be published. Clients still see version 1."));
    await look(builder, "builder-document");
    await client.reload();
    equal((await downloaded(client, plan)).equals(first.buffer), true, "while there is a draft");

    // Published, it takes the place of the first, and the client is told by letter.
    await drawer.getByRole("button", { name: "Publish version 2" }).click();
    const publish = builder.getByRole("dialog", { name: "Publish version 2?" });
    await seen(publish.getByText(/every client of the project will see it/));
    await publish.getByRole("button", { name: "Publish", exact: true }).click();
    await unseen(publish);
    await seen(drawer.getByText("Superseded"));
    await seen(drawer.getByText("Saw version 1 only"));
    await post.letterTo(ann, /./);
    await client.reload();
    equal((await downloaded(client, plan)).equals(second.buffer), true, "after publishing");

    // The older one is made current again.
    await drawer.getByRole("button", { name: "Actions for version 1" }).click();
    await builder.getByRole("menuitem", { name: "Make it current again" }).click();
    const again = builder.getByRole("dialog", { name: "Make version 1 the current one again?" });
    await again.getByRole("button", { name: "Make it current" }).click();
    await unseen(again);
    await client.reload();
    equal((await downloaded(client, plan)).equals(first.buffer), true, "the first one again");

    // Deleted, it is gone for the client at once; restored, it is at the top, and not shared.
    await drawer.getByRole("button", { name: "Actions for Ground floor.pdf" }).click();
    await builder.getByRole("menuitem", { name: "Delete" }).click();
    const remove = builder.getByRole("dialog", { name: "Put “Ground floor.pdf” into the trash?" });
    await remove.getByRole("button", { name: "Put into the trash" }).click();
    await unseen(remove);
    await unseen(drawer);
    await client.reload();
    await seen(client.getByText("There is nothing in this folder at the moment."));
    await tab(builder, "Trash").click();
    await seen(builder.getByText(/^Deleted .* by Tom · goes for ever on/));
    await look(builder, "builder-trash");
    await builder.getByRole("button", { name: "Restore Ground floor.pdf" }).click();
    await seen(builder.getByText(/is back, at the top of Documents.* It is not shared/));
    await seen(builder.getByRole("heading", { name: "The trash is empty" }));
    await look(builder, "builder-trash-empty");
    await tab(builder, "Documents").click();
    await seen(row(builder, "Ground floor.pdf"));
    equal(
      await row(builder, "Ground floor.pdf")
        .getByText(/^Client/)
        .count(),
      0,
      "its badge",
    );

    // What is not shared goes at once, and comes back by Undo.
    await choose(builder, "Ground floor.pdf", "Delete");
    await seen(builder.getByText("“Ground floor.pdf” is in the trash."));
    await unseen(row(builder, "Ground floor.pdf"));
    await builder.getByRole("button", { name: "Undo" }).click();
    await seen(row(builder, "Ground floor.pdf"));

    // For ever is asked about in words.
    await choose(builder, "Ground floor.pdf", "Delete");
    await tab(builder, "Trash").click();
    await choose(builder, "Ground floor.pdf", "Delete for ever");
    const purge = builder.getByRole("dialog", { name: "Delete “Ground floor.pdf” for ever?" });
    await purge.getByRole("button", { name: "Delete for ever" }).click();
    await seen(builder.getByRole("heading", { name: "The trash is empty" }));

    // Folders are copied without their shares, and downloaded as they are.
    await tab(builder, "Documents").click();
    await makeFolder(builder, "Archive");
    await choose(builder, "Plans", "Copy");
    const copy = builder.getByRole("dialog", { name: "Copy “Plans”" });
    await copy.getByLabel("Archive").click();
    await seen(copy.getByText(/The copy is not shared/));
    await copy.getByRole("button", { name: "Copy here" }).click();
    await unseen(copy);
    await builder.getByLabel("Select Plans").check();
    const zip = await downloaded(builder, builder.getByRole("button", { name: "Download" }));
    equal(zip.subarray(0, 2).toString(), "PK", "how the ZIP begins");
    for (const path of ["Plans/Roof/Roof.pdf", "Plans/Readme.txt"])
      equal(zip.includes(path), true, `${path} in the ZIP`);
    await openFolder(builder, "Archive");
    await seen(row(builder, "Plans"));
    equal(
      (await words(row(builder, "Plans"))).join().includes("Client"),
      false,
      "the copy's badge",
    );
    await disk.remove();
  },
};

const MEGABYTE = 1024 * 1024;

const large = {
  name: "a large file goes on after a lost connection and after the page was closed",
  async run(stage) {
    const builder = await stage.desktop();
    const bytes = Buffer.alloc(30 * MEGABYTE, "not all alike, for it has to arrive in order. ");
    const disk = await onDisk({ "survey.bin": bytes, "other.bin": "another file" });
    await signUp(builder, { organisation: "Large Homes", name: "Tom", email: newAddress("tom") });
    await makeProject(builder, "Wattle Street");

    const calls = [];
    builder.on("request", (request) => {
      if (new URL(request.url()).pathname.includes("/uploads")) calls.push(request.method());
    });
    const devtools = await builder.context().newCDPSession(builder);
    const network = (offline) =>
      devtools.send("Network.emulateNetworkConditions", {
        offline,
        latency: 20,
        downloadThroughput: -1,
        uploadThroughput: 4 * MEGABYTE,
      });
    await devtools.send("Network.enable");
    await network(false);

    // The connection is cut while the second piece is on its way, and comes back.
    const chooser = builder.waitForEvent("filechooser");
    await builder.getByRole("button", { name: "Upload", exact: true }).click();
    await (await chooser).setFiles(disk.at("survey.bin"));
    await builder.waitForFunction(() => {
      const bar = document.querySelector("[aria-label='Progress of survey.bin']");
      return Number(bar?.getAttribute("aria-valuenow")) > 30;
    });
    await network(true);
    await seen(dock(builder).getByText(/You are offline/));
    await seen(dock(builder).getByText("Waiting for the connection"));
    await network(false);
    await unseen(dock(builder).getByText("Waiting for the connection"));
    await unseen(dock(builder).getByText(/You are offline/));
    equal(calls.filter((method) => method === "POST").length, 1, "uploads begun");

    // The page is closed all the same, after asking; the next one knows what was interrupted.
    builder.once("dialog", (dialog) => {
      equal(dialog.type(), "beforeunload", "the question before leaving");
      void dialog.accept();
    });
    await builder.reload();
    await seen(dock(builder).getByText(/1 upload was interrupted when the page was closed/));
    await seen(dock(builder).getByText(/% of 31 MB is there/));
    await stage.look(builder, "builder-uploads-interrupted");
    const again = dock(builder).getByLabel("Interrupted files");
    await again.setInputFiles(disk.at("other.bin"));
    await seen(dock(builder).getByText(/“other.bin” is not the file that was interrupted/));
    await network(false);
    await again.setInputFiles(disk.at("survey.bin"));
    await seen(dock(builder).getByText("1 file uploaded"));
    equal(calls.filter((method) => method === "POST").length, 1, "uploads begun in all");
    await dock(builder).getByRole("button", { name: "Close the list of uploads" }).click();

    await builder.getByRole("link", { name: "survey.bin" }).click();
    const drawer = builder.getByRole("dialog", { name: "survey.bin" });
    const arrived = await downloaded(
      builder,
      drawer.getByRole("button", { name: "Download", exact: true }),
    );
    equal(arrived.equals(bytes), true, "every byte in its place");
    await disk.remove();
  },
};

export default [documents, large];
