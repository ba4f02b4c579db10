import { acceptAsNew, inviteClient, makeProject, newAddress, signUp, tab } from "./people.mjs";

/** A builder with a project, on a device of their own, and a client on a phone who has accepted. */
export async function together(stage, { organisation, on = "desktop" }) {
  const email = newAddress("ann");
  const builder = await stage[on]();
  const client = await stage.phone();
  await signUp(builder, { organisation, name: "Tom", email: newAddress("tom") });
  await makeProject(builder, "Wattle Street");
  await tab(builder, "Clients").click();
  await inviteClient(builder, { name: "Ann", email });
  const letter = await stage.post.letterTo(email, /invites you/);
  await acceptAsNew(client, letter.link("/invite/"), { name: "Ann" });
  await client.waitForURL("**/portal/projects/*");
  return { builder, client, email };
}

/** The part of a builder's page with this heading. */
export const panel = (page, title) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title }) });

/** A section of the client's portal. */
export const section = (page, name) =>
  page.getByRole("navigation", { name: "Project" }).getByRole("link", { name, exact: true });
