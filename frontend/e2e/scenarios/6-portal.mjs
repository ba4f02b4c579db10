import { equal, follow, seen, unseen } from "../world/expect.mjs";
import { pdf } from "../world/files.mjs";
import {
  acceptAsNew,
  choose,
  inviteClient,
  makeFolder,
  makeProject,
  newAddress,
  PASSWORD,
  row,
  share,
  signUp,
  tab,
  upload,
} from "../world/people.mjs";

/** A builder and a client who has accepted, on the project's first pages. */
async function together(stage) {
  const email = newAddress("ann");
  const builder = await stage.desktop();
  const client = await stage.phone();
  await signUp(builder, { organisation: "Hill Homes", name: "Tom", email: newAddress("tom") });
  await makeProject(builder, "Wattle Street");
  await tab(builder, "Clients").click();
  await inviteClient(builder, { name: "Ann", email });
  const letter = await stage.post.letterTo(email, /invites you/);
  await acceptAsNew(client, letter.link("/invite/"), { name: "Ann" });
  await client.waitForURL("**/portal/projects/*");
  await tab(builder, "Documents").click();
  return { builder, client, email };
}

const folders = {
  name: "a shared folder shows what is put into it later, and search finds only what is shared",
  async run(stage) {
    const { builder, client } = await together(stage);
    await makeFolder(builder, "Handover");
    await upload(builder, pdf("Site safety.pdf", "Not for clients"));
    await share(builder, "Handover", { notify: false });
    await row(builder, "Handover").getByRole("link", { name: "Handover" }).click();
    await upload(builder, pdf("Site photos.pdf", "Photos"), pdf("Warranty.pdf", "Warranty"));

    await client.reload();
    await follow(client, client.getByRole("link", { name: "Documents" }).first(), "**/documents");
    await client.getByRole("link", { name: /^Handover/ }).click();
    await seen(client.getByRole("heading", { level: 1, name: "Handover" }));
    await seen(client.getByRole("link", { name: /^Warranty/ }));
    await stage.look(client, "portal-folder");
    // A document opens over the page, and a phone's way back closes it.
    await client.getByRole("link", { name: /^Warranty/ }).click();
    await seen(client.getByRole("dialog", { name: "Warranty" }).locator("canvas"));
    await stage.look(client, "portal-document");
    await client.goBack();
    await unseen(client.getByRole("dialog"));
    await seen(client.getByRole("heading", { level: 1, name: "Handover" }));
    await client.getByRole("searchbox").fill("site");
    await seen(client.getByText("Found in all documents"));
    await unseen(client.getByRole("link", { name: /^Warranty/ }));
    equal(await client.getByText("Site safety").count(), 0, "what is not shared, in the search");
    await seen(client.getByRole("link", { name: /^Site photos/ }));
    await stage.look(client, "portal-search");
    await client.getByRole("searchbox").fill("nowhere");
    await seen(client.getByText(/Nothing that is shared with you has “nowhere”/));

    // Unshared, the open folder is gone at the next look.
    await tab(builder, "Documents").click();
    await choose(builder, "Handover", "Unshare");
    await builder.getByRole("dialog").getByRole("button", { name: "Unshare" }).click();
    await unseen(builder.getByRole("dialog"));
    await client.reload();
    await seen(client.getByRole("heading", { name: "This is not available any more" }));
    equal(await client.getByText("Handover").count(), 0, "the folder's name");
    await stage.look(client, "portal-folder-gone");
  },
};

const letters = {
  name: "a client chooses how often to be written to, and every letter can be stopped",
  async run(stage) {
    const { builder, client, email } = await together(stage);
    await upload(builder, pdf("Contract.pdf", "Contract"));
    await share(builder, "Contract.pdf", { notify: true });
    const letter = await stage.post.letterTo(email, /shared 1 document with you/);
    const stop = letter.link("/unsubscribe/");

    // Opening the link changes nothing; the button does.
    await client.goto(stop);
    await stage.look(client, "unsubscribe");
    const emails = async () => {
      await client.goto(letter.link("/portal/projects/"));
      await client.getByRole("link", { name: "E-mails" }).click();
      await seen(client.getByRole("radio", { checked: true }));
    };
    await emails();
    await seen(client.getByRole("radio", { name: /^At once/, checked: true }));
    await client.goto(stop);
    await client.getByRole("button", { name: "Stop these e-mails" }).click();
    await seen(client.getByRole("heading", { name: "You get no more of these e-mails" }));
    await stage.look(client, "unsubscribed");
    await emails();
    await seen(client.getByRole("radio", { name: /^None/, checked: true }));
    await client.getByRole("radio", { name: /^Once a day/ }).check();
    await seen(client.getByText("Saved."));
    await stage.look(client, "portal-emails");
    await client.reload();
    await seen(client.getByRole("radio", { name: /^Once a day/, checked: true }));
  },
};

const account = {
  name: "a client looks after the account and signs out",
  async run(stage) {
    const { client, email } = await together(stage);
    const other = "seven green lanterns";
    const second = await stage.desktop();
    await second.goto("/portal");
    await second.waitForURL("**/portal/sign-in**");
    await second.getByLabel("E-mail address").fill(email);
    await second.getByLabel("Password", { exact: true }).fill("not the right one");
    await second.getByRole("button", { name: "Sign in" }).click();
    await seen(second.getByRole("alert"));
    await stage.look(second, "portal-sign-in-refused");
    await second.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await second.getByRole("button", { name: "Sign in" }).click();
    await second.waitForURL("**/portal/projects/*");

    await client.getByRole("link", { name: "Your account" }).click();
    await seen(client.getByRole("button", { name: /^Sign out Chrome/ }));
    await stage.look(client, "portal-account");
    const change = async (current, wanted) => {
      await client.getByLabel("Current password", { exact: true }).fill(current);
      await client.getByLabel("New password", { exact: true }).fill(wanted);
      await client.getByRole("button", { name: "Change the password" }).click();
    };
    await change("not the right one", other);
    await seen(client.locator("[aria-invalid=true]"));
    await stage.look(client, "portal-account-refused");
    await change(PASSWORD, other);
    await seen(client.getByText("Your password is changed"));
    await stage.post.letterTo(email, /Your password was changed/);

    // The other device is out; here the session goes on until it is ended.
    await second.reload();
    await second.waitForURL("**/portal/sign-in**");
    await client.getByRole("button", { name: "Sign out", exact: true }).click();
    await client.waitForURL("**/portal/sign-in");
    await client.goBack();
    await client.waitForURL("**/portal/sign-in**");
    equal(await client.getByText("Wattle Street").count(), 0, "the project after signing out");
  },
};

const long = {
  name: "a long list goes on, and a session goes on when its access token has run out",
  async run(stage) {
    const { builder, client } = await together(stage);
    const files = Array.from({ length: 53 }, (_, n) =>
      pdf(`Detail ${n + 1}.pdf`, `Detail ${n + 1}`),
    );
    await makeFolder(builder, "Details");
    await share(builder, "Details", { notify: false });
    await row(builder, "Details").getByRole("link", { name: "Details" }).click();
    await upload(builder, ...files);

    await client.context().clearCookies({ name: /access/ });
    await client.reload();
    await follow(client, client.getByRole("link", { name: "Documents" }).first(), "**/documents");
    await client.getByRole("link", { name: /^Details/ }).click();
    const shown = client.getByRole("main").getByRole("link", { name: /^Detail \d/ });
    await seen(shown);
    equal(await shown.count(), 50, "documents at first");
    await stage.look(client, "portal-long-list");
    await client.getByRole("button", { name: "Show more" }).click();
    await unseen(client.getByRole("button", { name: "Show more" }));
    equal(await shown.count(), 53, "documents in all");

    await client.keyboard.press("/");
    await client.keyboard.type("detail 53");
    await unseen(client.getByRole("link", { name: /^Detail 52/ }));
    equal(await shown.count(), 1, "documents found");
  },
};

const offline = {
  name: "without a connection the last data stays, with its time",
  async run(stage) {
    const { client } = await together(stage);
    await seen(client.getByRole("heading", { name: "Where we stand" }));
    await client.context().setOffline(true);
    await seen(client.getByText("No connection at the moment"));
    await seen(client.getByText(/^What you see is from/));
    await seen(client.getByRole("heading", { name: "Where we stand" }));
    await client.context().setOffline(false);
    await unseen(client.getByText("No connection at the moment"));
  },
};

export default [folders, letters, long, account, offline];
