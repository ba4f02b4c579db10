import { drop, onDisk } from "../world/drop.mjs";
import { equal, follow, seen, unseen, words } from "../world/expect.mjs";
import {
  acceptAsNew,
  choose,
  inviteClient,
  makeProject,
  newAddress,
  share,
  signUp,
  tab,
} from "../world/people.mjs";
import { photos as draw, uploadMany } from "../world/photos.mjs";

const tiles = (page) => page.getByRole("region", { name: /^Photos/ }).locator("[data-photo]");
const picture = (page, index) => tiles(page).nth(index).locator("[data-open]");
const ready = (page) => tiles(page).locator("[data-open] img");
const lightbox = (page) => page.getByRole("dialog", { name: "Photos" });

/** Which photo of the page has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll("[data-photo]")];
    return all.findIndex((one) => one.contains(document.activeElement));
  });

/** How many small pictures are asked for from now on. */
function countThumbnails(page) {
  const asked = new Set();
  page.on("request", (request) => {
    if (/\/preview\?size=small/.test(request.url())) asked.add(request.url());
  });
  return asked;
}

async function makeAlbum(page, name) {
  await page.getByRole("button", { name: "New album" }).click();
  const dialog = page.getByRole("dialog", { name: /^New album/ });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create album" }).click();
  await unseen(dialog);
  await follow(page, page.getByRole("link", { name, exact: true }), /folder=/);
}

/** A builder on the photos of a project, and a client who has accepted. */
async function together(stage) {
  const email = newAddress("ann");
  const builder = await stage.desktop();
  const client = await stage.phone();
  await signUp(builder, { organisation: "Lens Homes", name: "Tom", email: newAddress("tom") });
  await makeProject(builder, "Wattle Street");
  await tab(builder, "Clients").click();
  await inviteClient(builder, { name: "Ann", email });
  const letter = await stage.post.letterTo(email, /invites you/);
  await acceptAsNew(client, letter.link("/invite/"), { name: "Ann" });
  await client.waitForURL("**/portal/projects/*");
  await tab(builder, "Photos").click();
  await seen(builder.getByText("No photos yet"));
  return { builder, client };
}

const SHAPES = [
  [1600, 1200],
  [1200, 1600],
  [1920, 1080],
];

/** Thirty photos of three days in Sydney, ten a day; the last one is the newest. */
const thirty = Array.from({ length: 30 }, (_, index) => {
  const [width, height] = SHAPES[index % SHAPES.length];
  const day = 2 + Math.floor(index / 10);
  const taken = `2026:11:0${day} ${String(7 + (index % 10)).padStart(2, "0")}:30:00`;
  const place = index === 29 ? [-33.8915, 151.2767] : undefined;
  return { name: `IMG_${1001 + index}.jpg`, width, height, taken, place };
});

const album = {
  name: "photos are dropped, captioned and shared; the client goes through them on a phone",
  async run(stage) {
    const { look } = stage;
    const { builder, client } = await together(stage);
    await look(builder, "builder-photos-empty");

    // Thirty photos are dropped into an album, and stand under the days on which they were taken.
    await builder.getByRole("link", { name: "Albums" }).click();
    await makeAlbum(builder, "Frame");
    const files = await draw(builder, thirty);
    const disk = await onDisk(Object.fromEntries(files.map(({ name, buffer }) => [name, buffer])));
    await drop(builder, ...thirty.map(({ name }) => disk.at(name)));
    const dock = builder.getByRole("region", { name: "Uploads" });
    await seen(dock.getByText("30 files uploaded"));
    await dock.getByRole("button", { name: "Close the list of uploads" }).click();
    await seen(ready(builder).nth(29));
    const days = builder.getByRole("region", { name: "Photos" }).getByRole("heading");
    equal(await words(days), ["Wed 4 Nov", "Tue 3 Nov", "Mon 2 Nov"], "days");

    // By keyboard: four are selected and captioned at once, then one of them by itself.
    await picture(builder, 0).focus();
    await builder.keyboard.press("Space");
    for (let n = 0; n < 3; n++) await builder.keyboard.press("Shift+ArrowRight");
    await seen(builder.getByText("4 selected"));
    await look(builder, "builder-photos-selected");
    await builder.getByRole("button", { name: "Caption", exact: true }).click();
    const caption = builder.getByRole("dialog", { name: "Caption 4 photos" });
    await caption.getByLabel("Caption").fill("The frame is up");
    await look(builder, "builder-photos-caption");
    await caption.getByRole("button", { name: "Save" }).click();
    await unseen(caption);
    await builder.getByRole("button", { name: "Edit caption: The frame is up" }).nth(1).click();
    await builder.keyboard.press("ControlOrMeta+A");
    await builder.keyboard.type("North wall, seen from the lane");
    await builder.keyboard.press("Enter");
    await seen(builder.getByRole("button", { name: /^Edit caption: North wall/ }));
    equal(await focused(builder), 1, "the photo with the focus after its caption is saved");

    // What is known of a photo: when and where it was taken, and that clients are not told where.
    await picture(builder, 0).click();
    await seen(lightbox(builder));
    await look(builder, "builder-lightbox");
    await lightbox(builder).getByRole("button", { name: "Details" }).click();
    const drawer = builder.getByRole("dialog", { name: "IMG_1030.jpg" });
    await seen(drawer.getByText("-33.89150, 151.27670"));
    await seen(drawer.getByText(/^Clients do not see the place/));
    equal(await drawer.getByLabel("Taken").inputValue(), "2026-11-04T16:30", "when it was taken");
    await look(builder, "builder-photo-details");
    await builder.keyboard.press("Escape");
    await unseen(drawer);
    await seen(lightbox(builder).locator("[aria-label=Details]:focus"));
    await builder.keyboard.press("Escape");
    await unseen(lightbox(builder));
    equal(await focused(builder), 0, "the photo with the focus after the lightbox");

    // The album is shared.
    await builder.getByRole("navigation", { name: "Album" }).getByRole("link").first().click();
    await share(builder, "Frame", { notify: false });
    await look(builder, "builder-albums");

    // The client sees the new photos as pictures at home, and all of them by day.
    await client.reload();
    await seen(client.getByRole("list", { name: "New photos" }).getByRole("img"));
    await look(client, "portal-home-photos");
    await follow(client, client.getByRole("link", { name: "All photos" }), "**/photos");
    await seen(picture(client, 0));
    await seen(client.getByText("North wall, seen from the lane"));
    await look(client, "portal-photos");

    // Through the lightbox by keyboard: there and back, and the focus is on the photo that was left.
    await picture(client, 0).focus();
    await client.keyboard.press("Enter");
    await seen(lightbox(client).getByText("1 of 30"));
    await seen(lightbox(client).getByText("The frame is up"));
    await look(client, "portal-lightbox");
    const receipt = client.waitForResponse(/\/portal\/items\/[^/]+$/);
    await client.keyboard.press("ArrowRight");
    await seen(lightbox(client).getByText("2 of 30"));
    await seen(lightbox(client).getByText("North wall, seen from the lane"));
    equal((await receipt).status(), 200, "the photo is told to be looked at");
    await client.keyboard.press("ArrowRight");
    await seen(lightbox(client).getByText("3 of 30"));
    await client.keyboard.press("ArrowLeft");
    await seen(lightbox(client).getByText("2 of 30"));
    await client.keyboard.press("Escape");
    await unseen(lightbox(client));
    equal(await focused(client), 1, "the photo with the focus after the lightbox");
    // A phone's way back closes it too, and stays on the page.
    await picture(client, 4).click();
    await seen(lightbox(client).getByText("5 of 30"));
    await client.goBack();
    await unseen(lightbox(client));
    await seen(client.getByRole("heading", { level: 1, name: "Photos" }));

    // Before and after for two chosen photos; all of them as a ZIP.
    await client.getByRole("button", { name: "Choose" }).click();
    await picture(client, 0).click();
    await picture(client, 25).click();
    await client.getByRole("button", { name: "Before and after" }).click();
    const slider = client.getByRole("slider", { name: "How much of the earlier photo is shown" });
    await seen(slider);
    await seen(client.getByText("Before · Mon 2 Nov"));
    await slider.press("ArrowLeft");
    equal(await slider.getAttribute("aria-valuetext"), "49% before, 51% after", "the slider");
    await look(client, "portal-before-after");
    await client.keyboard.press("Escape");
    await unseen(slider);
    await client.getByRole("button", { name: "Cancel" }).click();
    const arriving = client.waitForEvent("download");
    await client.getByRole("button", { name: "Download all" }).click();
    const zip = Buffer.concat(await (await (await arriving).createReadStream()).toArray());
    equal(zip.subarray(0, 2).toString(), "PK", "the first bytes of the ZIP");
    equal(zip.includes("Frame/IMG_1030.jpg"), true, "a photo in the ZIP");

    // The builder is told who has looked; then the album is unshared, and its pictures are gone too.
    const address = await ready(client).first().getAttribute("src");
    equal((await client.request.get(address)).status(), 200, "a thumbnail while it is shared");
    await follow(builder, builder.getByRole("link", { name: "Frame", exact: true }), /folder=/);
    await picture(builder, 1).hover();
    await choose(builder, "IMG_1029.jpg", "Details");
    const second = builder.getByRole("dialog", { name: "IMG_1029.jpg" });
    await seen(second.getByText("1 of 1 client has looked at it."));
    await builder.keyboard.press("Escape");
    await unseen(second);
    await builder.getByRole("navigation", { name: "Album" }).getByRole("link").first().click();
    await choose(builder, "Frame", "Unshare");
    await builder.getByRole("dialog").getByRole("button", { name: "Unshare" }).click();
    await unseen(builder.getByRole("dialog"));
    equal((await client.request.get(address)).status(), 404, "a thumbnail after that");
    await client.reload();
    await seen(client.getByText("No photos are shared with you yet."));
    equal(await tiles(client).count(), 0, "photos on the client's page");
    equal(
      await client.getByRole("navigation").getByRole("link", { name: "Photos" }).count(),
      0,
      "the section",
    );
    await disk.remove();
  },
};

const MANY = 240;

const many = {
  name: "an album of many photos asks for the pictures in view and for no others",
  async run(stage) {
    const { builder, client } = await together(stage);
    await builder.getByRole("link", { name: "Albums" }).click();
    await makeAlbum(builder, "Site diary");
    const { pathname, searchParams } = new URL(builder.url());
    await uploadMany(builder, {
      project: pathname.split("/")[2],
      album: searchParams.get("folder"),
      count: MANY,
    });
    await builder.getByRole("navigation", { name: "Album" }).getByRole("link").first().click();
    await share(builder, "Site diary", { notify: false });

    for (const [page, address] of [
      [client, `/portal${pathname}`],
      [builder, builder.url().replace("view=albums", "")],
    ]) {
      await page.goto("about:blank");
      const asked = countThumbnails(page);
      const lists = page.waitForResponse(/limit=200/);
      await page.goto(address);
      await lists;
      await seen(ready(page));
      await page.waitForLoadState("networkidle");
      equal(await tiles(page).count(), 200, "photos of the first page");
      const atFirst = asked.size;
      if (atFirst < 5 || atFirst > 80) throw new Error(`${atFirst} pictures asked for at first`);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);

      // Further down, more of them; the end of the list fetches the rest of it.
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await seen(tiles(page).nth(MANY - 1));
      await page.waitForLoadState("networkidle");
      equal(await tiles(page).count(), MANY, "photos in all");
      const shift = await page.evaluate(() => document.documentElement.scrollHeight);
      if (shift <= height) throw new Error("The page did not grow by the rest of the list");
      if (asked.size > atFirst + 120) throw new Error(`${asked.size} pictures asked for in all`);
    }
  },
};

export default [album, many];
