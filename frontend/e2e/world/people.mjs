import { follow, seen, unseen } from "./expect.mjs";

/** What people do over and over, in the words on their screens. */

let count = 0;
/** An address nobody else in this run has. */
export const newAddress = (name) => {
  count += 1;
  return `${name}${count}@example.com`;
};

export const PASSWORD = "copper kettle on a gum tree";

export async function signUp(page, { organisation, name, email }) {
  await page.goto("/sign-up");
  await page.getByLabel("Organisation").fill(organisation);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await follow(page, page.getByRole("button", { name: "Create organisation" }), "**/projects");
}

export async function signIn(page, email, password = PASSWORD) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await follow(page, page.getByRole("button", { name: "Sign in" }), "**/projects");
}

/** Makes a project and stays on its page. */
export async function makeProject(page, name) {
  await page.goto("/projects");
  await page.getByRole("button", { name: "New project" }).click();
  const dialog = page.getByRole("dialog", { name: "New project" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Address").fill("14 Wattle Street, Fitzroy North");
  await dialog.getByLabel("Start").fill("2026-08-03");
  await dialog.getByLabel("End").fill("2027-03-26");
  await dialog.getByLabel("Status").selectOption("Active");
  await dialog.getByRole("button", { name: "Create project" }).click();
  await seen(page.getByRole("heading", { level: 1, name }));
}

export const tab = (page, name) =>
  page.getByRole("navigation", { name: "Project" }).getByRole("link", { name, exact: true });

export async function makeFolder(page, name) {
  await page.getByRole("button", { name: "New folder" }).click();
  const dialog = page.getByRole("dialog", { name: /^New folder/ });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create folder" }).click();
  await unseen(dialog);
  await seen(row(page, name));
}

export async function upload(page, ...files) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload", exact: true }).click();
  await (await chooser).setFiles(files);
  const uploads = page.getByRole("region", { name: "Uploads" });
  const done = files.length === 1 ? "1 file uploaded" : `${files.length} files uploaded`;
  await seen(uploads.getByText(done));
  await uploads.getByRole("button", { name: "Close the list of uploads" }).click();
}

/** The row of a builder's list that names something and has a three-dot menu. */
export const row = (page, name) =>
  page
    .getByRole("listitem")
    .filter({ hasText: name })
    .filter({ has: page.getByRole("button", { name: /^Actions for/ }) });

/** Chooses from the three-dot menu of a row. */
export async function choose(page, name, action) {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Shares one thing with everyone on the project, with or without an e-mail. */
export async function share(page, title, { notify }) {
  await choose(page, title, "Share with client");
  const dialog = page.getByRole("dialog", { name: `Share “${title}”` });
  const tick = dialog.getByLabel("E-mail them now");
  if ((await tick.isChecked()) !== notify) await tick.click();
  await dialog.getByRole("button", { name: /^Share with \d+ clients?$/ }).click();
  await unseen(dialog);
}

export async function inviteClient(page, { name, email }) {
  await page.getByRole("button", { name: "Invite client" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Name (optional)").fill(name);
  await dialog.getByRole("button", { name: "Send invite" }).click();
  await unseen(dialog);
}

/** Someone new accepts an invitation; where that leads is theirs to check. */
export async function acceptAsNew(page, link, { name }) {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Choose a password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
}
