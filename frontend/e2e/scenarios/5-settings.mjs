import { equal, seen, unseen } from "../world/expect.mjs";
import { pdf } from "../world/files.mjs";
import {
  acceptAsNew,
  inviteClient,
  makeProject,
  newAddress,
  share,
  signUp,
  tab,
  upload,
} from "../world/people.mjs";

const confirm = async (page, button) => {
  await page.getByRole("dialog").getByRole("button", { name: button }).click();
  await unseen(page.getByRole("dialog"));
};

export default {
  name: "the switches act at once",
  async run(stage) {
    const ann = newAddress("ann");
    const owner = await stage.desktop();
    const client = await stage.phone();
    await signUp(owner, { organisation: "Hill Homes", name: "Tom", email: newAddress("tom") });
    await makeProject(owner, "Wattle Street");
    await upload(owner, pdf("Contract.pdf", "Contract"));
    await tab(owner, "Clients").click();
    await inviteClient(owner, { name: "Ann", email: ann });
    const letter = await stage.post.letterTo(ann, /invites you/);
    await acceptAsNew(client, letter.link("/invite/"), { name: "Ann" });
    await client.waitForURL("**/portal/projects/*");
    await tab(owner, "Documents").click();
    await share(owner, "Contract.pdf", { notify: false });
    equal(stage.post.unreadTo(ann).length, 0, "letters without asking for one");

    const seesContract = async () => {
      await client.reload();
      await seen(client.getByRole("link", { name: /^Contract/ }));
    };
    const seesNothing = async (words) => {
      await client.reload();
      await seen(client.getByText(words));
      equal(await client.getByText("Contract").count(), 0, "the contract");
    };
    await seesContract();

    // The organisation's switch, with its warning.
    await owner.goto("/settings/client-portal");
    await owner.getByRole("switch", { name: "Client Portal" }).click();
    await seen(owner.getByText(/1 client loses access at once/));
    await stage.look(owner, "builder-portal-off");
    await confirm(owner, "Switch it off");
    await seesNothing("This is not available any more");
    await owner.getByRole("switch", { name: "Client Portal" }).click();
    await confirm(owner, "Switch it on");
    await seesContract();

    // A module's switch: the section goes, the project stays.
    await owner.goto("/settings/organisation");
    await seen(owner.getByRole("heading", { level: 1, name: "Organisation" }));
    await stage.look(owner, "builder-organisation");
    const documents = owner.getByRole("switch", { name: "Documents" });
    await documents.click();
    await seen(owner.getByRole("switch", { name: "Documents", checked: false }));
    await seesNothing("Nothing is shared with you yet.");
    await documents.click();
    await seen(owner.getByRole("switch", { name: "Documents", checked: true }));
    await seesContract();

    // The builder's name and colour lead the portal.
    await owner.getByLabel("Name", { exact: true }).fill("Sunny Side Homes");
    await owner.getByRole("button", { name: "Save", exact: true }).click();
    await seen(owner.getByText("The organisation is saved."));
    await client.reload();
    await seen(client.getByRole("banner").getByText("Sunny Side Homes"));

    // The project's switch.
    await owner.goto("/projects");
    await owner.getByRole("link", { name: /Wattle Street/ }).click();
    await tab(owner, "Settings").click();
    await stage.look(owner, "builder-project-settings");
    await owner.getByRole("switch", { name: "Clients can see this project" }).click();
    await confirm(owner, "Close the portal");
    await seesNothing("This is not available any more");

    // Everything that changed who sees what is on record.
    await tab(owner, "Activity").click();
    await seen(owner.getByRole("listitem").filter({ hasText: "Contract.pdf" }));
    await stage.look(owner, "builder-activity");
    await owner.goto("/settings/audit");
    await seen(owner.getByRole("listitem").filter({ hasText: "Ann" }));
    await stage.look(owner, "builder-audit");
    await owner.goto("/account");
    await seen(owner.getByRole("heading", { name: "Where you are signed in" }));
    await stage.look(owner, "builder-account");
  },
};
