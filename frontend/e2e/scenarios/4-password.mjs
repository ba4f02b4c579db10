import { equal, seen } from "../world/expect.mjs";
import { newAddress, PASSWORD, signIn, signUp } from "../world/people.mjs";

export default {
  name: "a forgotten password is replaced by e-mail",
  async run(stage) {
    const tom = newAddress("tom");
    const other = "seven green lanterns";
    const desktop = await stage.desktop();
    await desktop.goto("/sign-up");
    await stage.look(desktop, "builder-sign-up");
    await signUp(desktop, { organisation: "Hill Homes", name: "Tom", email: tom });

    const page = await stage.phone();
    await page.goto("/sign-in");
    await stage.look(page, "builder-sign-in");
    await page.goto("/portal/sign-in");
    await stage.look(page, "portal-sign-in");
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await stage.look(page, "portal-forgot");
    await page.getByLabel("E-mail address").fill(tom);
    await page.getByRole("button", { name: "Send the link" }).click();
    await seen(page.getByRole("heading", { name: "Look into your inbox" }));
    const letter = await stage.post.letterTo(tom, /Choose a new password/);
    const link = letter.link("/reset/");

    await page.goto(link);
    await seen(page.getByText(tom));
    await stage.look(page, "reset");
    await page.getByLabel("New password", { exact: true }).fill(other);
    await page.getByRole("button", { name: "Save the password" }).click();
    await page.waitForURL("**/projects");
    await stage.post.letterTo(tom, /Your password was changed/);

    // Every other session has ended, the old password is refused, and the link works once.
    await desktop.goto("/projects");
    await desktop.waitForURL("**/sign-in**");
    await desktop.getByLabel("E-mail").fill(tom);
    await desktop.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await desktop.getByRole("button", { name: "Sign in" }).click();
    await seen(desktop.getByRole("alert"));
    await signIn(desktop, tom, other);
    await page.goto(link);
    await seen(page.getByRole("heading", { name: "This link does not work any more" }));
    await stage.look(page, "reset-used");

    // Nobody learns from the form whether an address has an account.
    const stranger = newAddress("stranger");
    await page.getByLabel("Your e-mail address").fill(stranger);
    await page.getByRole("button", { name: "Send a new link" }).click();
    await seen(page.getByText(/If there is an account for/));
    equal(stage.post.unreadTo(stranger).length, 0, "letters to a stranger");
  },
};
