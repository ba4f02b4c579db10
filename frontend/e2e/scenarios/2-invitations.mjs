import { equal, seen, unseen } from "../world/expect.mjs";
import {
  acceptAsNew,
  choose,
  inviteClient,
  makeProject,
  newAddress,
  PASSWORD,
  signUp,
  tab,
} from "../world/people.mjs";

/** A builder with one project, on the page of its clients. */
async function builderWith(stage, organisation) {
  const page = await stage.desktop();
  await signUp(page, { organisation, name: "Tom Harbour", email: newAddress("tom") });
  await makeProject(page, "Wattle Street extension");
  await tab(page, "Clients").click();
  return page;
}

const title = (page, name) => seen(page.getByRole("heading", { level: 1, name }));
const invited = (stage, email) => stage.post.letterTo(email, /invites you/);

const ended = {
  name: "an invitation that is over says why, each in its own words",
  async run(stage) {
    const [ann, bob] = [newAddress("ann"), newAddress("bob")];
    const builder = await builderWith(stage, "Hill Homes");
    const client = await stage.phone();

    await client.goto("/invite/nobody-ever-sent-this-one");
    await title(client, "We do not know this invitation");
    await stage.look(client, "invite-unknown");

    await inviteClient(builder, { name: "Ann", email: ann });
    const first = (await invited(stage, ann)).link("/invite/");
    await choose(builder, "Ann", "Resend invite");
    const second = (await invited(stage, ann)).link("/invite/");
    equal(first === second, false, "the second letter carries the same link");
    await client.goto(first);
    await title(client, "There is a newer invitation");
    await stage.look(client, "invite-replaced");

    await acceptAsNew(client, second, { name: "Ann" });
    await client.waitForURL("**/portal/projects/*");
    await client.goto(second);
    await title(client, "This invitation has already been used");
    await stage.look(client, "invite-used");

    await inviteClient(builder, { name: "Bob", email: bob });
    const withdrawn = (await invited(stage, bob)).link("/invite/");
    await builder.goto("/settings/client-portal");
    await choose(builder, "Bob", "Revoke access");
    await builder.getByRole("dialog").getByRole("button", { name: "Revoke all access" }).click();
    await unseen(builder.getByRole("dialog"));
    await client.goto(withdrawn);
    await title(client, "This invitation was withdrawn");
    await stage.look(client, "invite-withdrawn");
  },
};

const known = {
  name: "somebody with an account accepts with it, and only with it",
  async run(stage) {
    const ann = newAddress("ann");
    const one = await builderWith(stage, "First Builders");
    const two = await builderWith(stage, "Second Builders");
    const client = await stage.phone();

    await inviteClient(one, { name: "Ann", email: ann });
    const first = (await invited(stage, ann)).link("/invite/");
    await client.goto(first);
    await client.getByLabel("Choose a password", { exact: true }).fill("short");
    await client.getByRole("button", { name: "Accept the invitation" }).click();
    await seen(client.getByText("Use at least 12 characters."));
    await stage.look(client, "invite-new-refused");
    await acceptAsNew(client, first, { name: "Ann" });
    await client.waitForURL("**/portal/projects/*");

    // Signed in as herself: one button. Somewhere else: her password. As somebody else: a way out.
    await inviteClient(two, { name: "Ann", email: ann });
    const second = (await invited(stage, ann)).link("/invite/");
    await client.goto(second);
    await seen(client.getByRole("button", { name: "Accept as Ann" }));
    await stage.look(client, "invite-signed-in");

    const elsewhere = await stage.phone();
    await elsewhere.goto(second);
    await elsewhere.getByLabel("Password", { exact: true }).fill("not the right one");
    await elsewhere.getByRole("button", { name: "Sign in and accept" }).click();
    await seen(elsewhere.getByText(/not the password of this account/));
    await stage.look(elsewhere, "invite-existing");

    await one.goto(second);
    await seen(one.getByText("You are signed in with another account"));
    await stage.look(one, "invite-wrong-account");
    await one.getByRole("button", { name: "Sign out and go on" }).click();
    await seen(one.getByLabel("Password", { exact: true }));

    await elsewhere.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await elsewhere.getByRole("button", { name: "Sign in and accept" }).click();
    await elsewhere.waitForURL("**/portal");
    await title(elsewhere, "Your projects");
    await seen(elsewhere.getByText("First Builders"));
    await seen(elsewhere.getByText("Second Builders"));
    await stage.look(elsewhere, "portal-projects");
  },
};

export default [ended, known];
