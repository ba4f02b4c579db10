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
  upload,
} from "../world/people.mjs";

/** What the product is for, once through, by letter and on two screens. */
export default {
  name: "the invite loop",
  async run({ desktop, phone, look, post }) {
    const ann = newAddress("ann");
    const builder = await desktop();
    const client = await phone();
    const plan = pdf("Ground floor plan.pdf", "Ground floor plan");
    const margin = pdf("Margin.pdf", "For our eyes only");

    // The builder makes a project, a folder in it and two documents in that.
    await signUp(builder, {
      organisation: "Harbour & Hill Builders",
      name: "Tom Harbour",
      email: newAddress("tom"),
    });
    await look(builder, "builder-projects-empty");
    await makeProject(builder, "Wattle Street extension");
    await look(builder, "builder-documents-empty");
    await makeFolder(builder, "Plans");
    await follow(builder, row(builder, "Plans").getByRole("link", { name: "Plans" }), /folder=/);
    await upload(builder, plan, margin);
    await seen(row(builder, plan.name));
    await look(builder, "builder-documents");

    // The client is invited by e-mail, and accepts on a phone.
    await tab(builder, "Clients").click();
    await look(builder, "builder-project-clients-empty");
    await inviteClient(builder, { name: "Ann Whitlock", email: ann });
    await seen(row(builder, "Ann Whitlock").getByText("Invited"));
    const invitation = await post.letterTo(ann, /Harbour & Hill Builders invites you/);
    equal(/Harbour & Hill Builders/.test(invitation.from), true, "the letter is in their name");
    const link = invitation.link("/invite/");
    await client.goto(link);
    await seen(client.getByText(ann));
    await look(client, "invite-new");
    await acceptAsNew(client, link, { name: "Ann Whitlock" });
    await client.waitForURL("**/portal/projects/*");

    // Nothing is shared yet, so nothing is there.
    await seen(client.getByText("Nothing is shared with you yet."));
    await look(client, "portal-home-empty");
    equal(await client.getByRole("link", { name: "Documents" }).count(), 0, "sections");

    // The builder shares one document: the client is told by letter, and sees it and nothing else.
    await tab(builder, "Documents").click();
    await row(builder, "Plans").getByRole("link", { name: "Plans" }).click();
    await choose(builder, plan.name, "Share with client");
    const dialog = builder.getByRole("dialog");
    await seen(dialog.getByText(/Will be seen by Ann Whitlock/));
    await look(builder, "builder-share");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await share(builder, plan.name, { notify: true });
    await seen(row(builder, plan.name).getByText("Client · everyone"));
    await look(builder, "builder-documents-shared");

    const told = await post.letterTo(ann, /shared .*document.* with you/);
    await client.goto(told.link("/portal/projects/"));
    await seen(client.getByRole("heading", { name: "New since your last visit" }));
    await seen(client.getByRole("link", { name: /^Ground floor plan/ }));
    await look(client, "portal-home");
    await follow(client, client.getByRole("link", { name: "Documents" }).first(), "**/documents");
    await seen(client.getByRole("link", { name: /^Ground floor plan/ }));
    equal((await words(client.getByRole("listitem"))).length, 1, "documents in the portal");
    equal(/Margin|Plans/.test(await client.locator("main").innerText()), false, "anything else");
    await look(client, "portal-documents");

    const download = client.waitForEvent("download");
    await client.getByRole("link", { name: "Download Ground floor plan" }).click();
    const stream = await (await download).createReadStream();
    const bytes = Buffer.concat(await stream.toArray());
    equal(bytes.equals(plan.buffer), true, "the downloaded bytes are those that were uploaded");

    // The builder revokes; the client's next request shows nothing, not even what was on screen.
    const file = await client
      .getByRole("link", { name: "Download Ground floor plan" })
      .getAttribute("href");
    await builder.goto("/settings/client-portal");
    await seen(row(builder, "Ann Whitlock").getByText("Active"));
    await look(builder, "builder-client-portal");
    await choose(builder, "Ann Whitlock", "Revoke access");
    const revoke = builder.getByRole("dialog");
    await look(builder, "builder-revoke");
    await revoke.getByRole("button", { name: "Revoke all access" }).click();
    await unseen(revoke);
    await seen(row(builder, "Ann Whitlock").getByText("Revoked"));

    equal((await client.request.get(file)).status(), 404, "the file's answer after the revocation");
    await client.getByRole("link", { name: "Home" }).click();
    await seen(client.getByRole("heading", { name: "This is not available any more" }));
    equal(await client.getByText("Ground floor plan").count(), 0, "what was on screen");
    await look(client, "portal-gone");
    await client.getByRole("link", { name: "Your projects" }).last().click();
    await seen(client.getByText(/No project is open to you/));
    await look(client, "portal-no-project");
  },
};
