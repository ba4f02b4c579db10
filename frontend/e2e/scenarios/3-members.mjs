import { equal, seen, unseen } from "../world/expect.mjs";
import {
  acceptAsNew,
  choose,
  makeFolder,
  makeProject,
  newAddress,
  row,
  signUp,
} from "../world/people.mjs";

export default {
  name: "a tradie joins and sees the assigned project only",
  async run(stage) {
    const sam = newAddress("sam");
    const owner = await stage.desktop();
    const tradie = await stage.phone();
    await signUp(owner, { organisation: "Hill Homes", name: "Tom", email: newAddress("tom") });
    await makeProject(owner, "Assigned job");
    await makeFolder(owner, "Plans");
    await makeProject(owner, "Other job");

    await owner.goto("/settings/members");
    await owner.getByRole("button", { name: "Invite member" }).click();
    const dialog = owner.getByRole("dialog", { name: "Invite a member" });
    await dialog.getByLabel("E-mail").fill(sam);
    await dialog.getByLabel("Name (optional)").fill("Sam Sparks");
    await dialog.getByLabel("Role").selectOption("Tradie");
    await dialog.getByLabel("Assigned job").check();
    await stage.look(owner, "builder-invite-member");
    await dialog.getByRole("button", { name: "Send invite" }).click();
    await unseen(dialog);
    await seen(row(owner, "Sam Sparks").getByText("Tradie"));
    await stage.look(owner, "builder-members");

    const letter = await stage.post.letterTo(sam, /invites you to join Hill Homes/);
    await tradie.goto(letter.link("/invite/"));
    await seen(tradie.getByText(/invited you to work with them/));
    await stage.look(tradie, "invite-member");
    await acceptAsNew(tradie, letter.link("/invite/"), { name: "Sam Sparks" });
    await seen(tradie.getByRole("link", { name: /Assigned job/ }));
    equal(await tradie.getByText("Other job").count(), 0, "a project that is not assigned");
    await stage.look(tradie, "tradie-projects");

    // What a tradie may not do is not offered, or says why.
    await tradie.getByRole("link", { name: /Assigned job/ }).click();
    await seen(row(tradie, "Plans"));
    equal(await tradie.getByRole("link", { name: "Settings" }).count(), 0, "settings");
    await tradie.getByRole("button", { name: "Actions for Plans" }).click();
    const menuitem = tradie.getByRole("menuitem", { name: "Share with client" });
    equal(await menuitem.getAttribute("aria-disabled"), "true", "sharing is refused in the menu");
    await stage.look(tradie, "tradie-documents");

    // Removed, the session is over at the next request.
    await owner.goto("/settings/members");
    await choose(owner, "Sam Sparks", "Remove member");
    await owner.getByRole("dialog").getByRole("button", { name: "Remove member" }).click();
    await unseen(owner.getByRole("dialog"));
    await tradie.goto("/projects");
    await tradie.waitForURL(/\/sign-in|\/portal/);
    equal(await tradie.getByText("Assigned job").count(), 0, "the project after the removal");
  },
};
