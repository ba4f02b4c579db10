import { equal, seen } from "../world/expect.mjs";
import { inviteClient, makeProject, newAddress, PASSWORD, signUp, tab } from "../world/people.mjs";

export default {
  name: "one person is a member here and a client there, and changes over",
  async run(stage) {
    const kim = newAddress("kim");
    const other = await stage.desktop();
    const page = await stage.desktop();
    await signUp(page, { organisation: "Kim Electrical", name: "Kim", email: kim });
    await makeProject(page, "Kim’s own job");
    const member = newAddress("tom");
    await signUp(other, { organisation: "Hill Homes", name: "Tom", email: member });
    await makeProject(other, "Kim’s new house");
    await tab(other, "Clients").click();
    await inviteClient(other, { name: "Kim", email: kim });
    const link = (await stage.post.letterTo(kim, /invites you/)).link("/invite/");

    // Signed in as a member already, Kim accepts as a client with one button.
    await page.goto(link);
    await page.getByRole("button", { name: "Accept as Kim" }).click();
    await page.waitForURL("**/portal/projects/*");
    await seen(page.getByRole("heading", { level: 1, name: "Kim’s new house" }));
    equal(await page.getByText("Kim’s own job").count(), 0, "the member's project in the portal");

    await page.getByRole("link", { name: "Your account" }).click();
    await stage.look(page, "portal-account-member");
    await page.getByRole("button", { name: /^Change over to your team/ }).click();
    await page.waitForURL("**/projects");
    await seen(page.getByText("Kim’s own job"));

    // As a member in the portal: asked first, and let in.
    await page.goto("/portal");
    await seen(page.getByRole("heading", { name: "You are signed in as a member" }));
    await stage.look(page, "portal-member-here");
    await page.getByRole("button", { name: "Open your client portal" }).click();
    await page.waitForURL("**/portal/projects/*");
    await seen(page.getByRole("heading", { level: 1, name: "Kim’s new house" }));

    // Signed in at the portal's own door, the portal is where it leads.
    const phone = await stage.phone();
    await phone.goto("/portal/sign-in");
    await phone.getByLabel("E-mail address").fill(kim);
    await phone.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await phone.getByRole("button", { name: "Sign in" }).click();
    await phone.waitForURL("**/portal/projects/*");

    // A member only has no portal, and is told where to go.
    const tom = await stage.phone();
    await tom.goto("/portal/sign-in");
    await tom.getByLabel("E-mail address").fill(member);
    await tom.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await tom.getByRole("button", { name: "Sign in" }).click();
    await seen(tom.getByText("This account belongs to a builder’s team"));
    await stage.look(tom, "portal-sign-in-member");
    await tom.getByRole("link", { name: "Go to your projects" }).click();
    await seen(tom.getByRole("link", { name: /Kim’s new house/ }));
  },
};
