import { equal, seen, unseen } from "../world/expect.mjs";
import { plan } from "../world/files.mjs";
import {
  acceptAsNew,
  inviteClient,
  makeProject,
  newAddress,
  share,
  signUp,
  tab,
} from "../world/people.mjs";

/** In points of the PDF: what is in the first plan only, in the second only, in both, in neither. */
const OLD_ONLY = [800, 1300];
const NEW_ONLY = [1650, 1200];
const IN_BOTH = [1600, 700];
const PAPER = [400, 1500];
const SHEET = { width: 2384, height: 1684 };

const kitchen = ["Kitchen", 200, 400, 700, 500];
const living = ["Living", 900, 400, 700, 900];
const first = () =>
  plan("A-101 Ground floor plan rev A.pdf", "A-101 A", [
    kitchen,
    living,
    ["Bath", 200, 900, 700, 400],
  ]);
const second = () =>
  plan("A-101_rev B.pdf", "A-101 B", [
    kitchen,
    living,
    ["Bath", 200, 950, 500, 350],
    ["Study", 1650, 900, 500, 600],
  ]);

export default {
  name: "a drawing is issued again, compared, and acknowledged",
  async run(stage) {
    const builder = await stage.desktop();
    await signUp(builder, {
      organisation: "Hill Homes",
      name: "Tom",
      email: newAddress("tom"),
    });
    await makeProject(builder, "Wattle Street");
    const ann = newAddress("ann");
    await tab(builder, "Clients").click();
    await inviteClient(builder, { name: "Ann", email: ann });
    const link = (await stage.post.letterTo(ann, /invites you/)).link("/invite/");
    const client = await stage.phone();
    await acceptAsNew(client, link, { name: "Ann" });
    await client.waitForURL("**/portal/projects/*");
    const portal = new URL(client.url()).pathname;

    await tab(builder, "Drawings").click();
    await seen(builder.getByText("No drawings yet"));
    await stage.look(builder, "drawings-none");
    const adding = await add(builder, first());
    equal(await adding.getByLabel("Number").inputValue(), "A-101", "number");
    equal(
      await adding.getByLabel("Title", { exact: true }).inputValue(),
      "Ground floor plan",
      "title",
    );
    equal(await adding.getByLabel("Revision").inputValue(), "A", "revision");
    equal(await adding.getByLabel("Discipline").inputValue(), "architectural", "discipline");
    await adding.getByLabel("Note (optional)").fill("For your approval");
    await stage.look(builder, "drawings-add");
    await adding.getByRole("button", { name: "Add the drawing" }).click();
    await unseen(adding);
    await share(builder, "A-101 Ground floor plan", { notify: false });

    await lookAtFirst(stage, client, portal);
    await issueAsDraft(stage, builder);
    await draftIsHidden(builder, client, portal);
    await compare(stage, builder);
    await publish(builder);
    await acknowledge(stage, client, portal);
    await receipt(stage, builder);
    await register(stage, builder);
  },
};

async function add(builder, ...files) {
  const chooser = builder.waitForEvent("filechooser");
  await builder.getByRole("button", { name: "Add drawings" }).first().click();
  await (await chooser).setFiles(files);
  const dialog = builder.getByRole("dialog", { name: "Add drawings" });
  await seen(dialog);
  return dialog;
}

async function lookAtFirst(stage, client, portal) {
  await client.goto(`${portal}/drawings`);
  await seen(client.getByText(/^Revision A/));
  await stage.look(client, "portal-drawings");
  await client.getByRole("link", { name: /A-101 Ground floor plan/ }).click();
  await seen(client.getByRole("heading", { level: 1, name: "A-101 Ground floor plan" }));
  await seen(client.getByText("For your approval"));
  await seen(client.getByRole("button", { name: /^Look closely/ }));
  await stage.look(client, "portal-drawing");

  // On the whole screen, closer by two fingers, and closed by the phone's way back.
  await client.getByRole("button", { name: "Look at it closely" }).click();
  const page = client.locator("[data-page='1'][data-ready]");
  await seen(page);
  equal(isDark(await pixel(page, IN_BOTH)), true, "a wall in the viewer");
  const before = (await page.boundingBox()).width;
  await pinch(client, 120);
  const after = (await page.boundingBox()).width;
  if (after < before * 1.8) throw new Error(`two fingers: ${before} px became ${after} px`);
  equal(await client.evaluate(() => window.visualViewport.scale), 1, "zoom of the page itself");
  await stage.look(client, "portal-drawing-viewer");
  await client.goBack();
  await unseen(client.getByRole("dialog"));
}

async function issueAsDraft(stage, builder) {
  const adding = await add(builder, second());
  await seen(adding.getByText("Issue it as a new revision of A-101, which is here already"));
  equal(
    await adding.getByLabel("Revision", { exact: true }).inputValue(),
    "B",
    "the next revision",
  );
  await stage.look(builder, "drawings-issue");
  await adding.getByLabel("Keep as drafts until I publish them").check();
  await adding.getByRole("button", { name: "Issue the revision" }).click();
  await unseen(adding);
  await seen(builder.getByText("Draft waiting"));
  await stage.look(builder, "drawings");
}

async function draftIsHidden(builder, client, portal) {
  await client.reload();
  await seen(client.getByText(/^Revision A/));
  equal(await client.getByText(/Revision B/).count(), 0, "the draft on the client's page");
  const project = new URL(builder.url()).pathname.split("/")[2];
  const listed = await builder.request.get(`/api/v1/projects/${project}/drawings`);
  const [{ id }] = (await listed.json()).items;
  const versions = await (await builder.request.get(`/api/v1/items/${id}/versions`)).json();
  const { file_id } = versions.items.find(({ state }) => state === "draft");
  for (const what of ["content", "preview?size=small"]) {
    const answer = await client.request.get(`/api/v1/portal/files/${file_id}/${what}`);
    equal(answer.status(), 404, `the draft's ${what} for the client`);
  }
  await client.goto(`${portal}/drawings`);
  await seen(client.getByText(/^Revision A/));
}

async function compare(stage, builder) {
  await builder.getByRole("button", { name: "Actions for A-101 Ground floor plan" }).click();
  await builder.getByRole("menuitem", { name: "Compare revisions" }).click();
  const window = builder.getByRole("dialog", { name: /^Compare/ });
  const older = window.getByRole("region", { name: "Revision A, the older one" });
  const newer = window.getByRole("region", { name: "Revision B, the newer one" });
  for (const side of [older, newer]) await seen(side.locator("[data-ready]"));
  const look = async (side, at) => isDark(await pixel(side.locator("[data-page]"), at));
  equal([await look(older, OLD_ONLY), await look(newer, OLD_ONLY)], [true, false], "old wall");
  equal([await look(older, NEW_ONLY), await look(newer, NEW_ONLY)], [false, true], "new wall");
  await stage.look(builder, "drawings-compare-side");

  // Where one is zoomed and dragged, the other follows.
  for (let step = 0; step < 3; step++)
    await window.getByRole("button", { name: "Zoom in" }).click();
  const centred = ({ scrollLeft, scrollWidth, clientWidth }) =>
    Math.abs(scrollLeft - (scrollWidth - clientWidth) / 2) < 3;
  for (const side of [older, newer])
    equal(await side.evaluate(centred), true, "the middle stays in the middle");
  const box = await newer.boundingBox();
  await builder.mouse.move(box.x + 300, box.y + 300);
  await builder.mouse.down();
  await builder.mouse.move(box.x + 190, box.y + 240, { steps: 4 });
  await builder.mouse.up();
  await builder.waitForTimeout(200);
  const place = (side) =>
    side.evaluate(({ scrollLeft, scrollTop, scrollWidth }) => [scrollLeft, scrollTop, scrollWidth]);
  const [one, other] = [await place(older), await place(newer)];
  equal(one, other, "where both stand");
  if (one[0] === 0) throw new Error("nothing moved");

  await window.getByRole("button", { name: "Over each other" }).click();
  const both = window.locator("[data-page='1']");
  await window.getByLabel("Zoom", { exact: true }).selectOption("page");
  await seen(window.locator("[data-ready]"));
  const colours = async (...places) =>
    Promise.all(places.map(async (at) => nameOf(await pixel(both, at))));
  const all = [OLD_ONLY, NEW_ONLY, IN_BOTH, PAPER];
  await eventually(
    () => colours(...all),
    ["orange", "blue", "dark", "white"],
    "the colours over each other",
  );
  await seen(window.getByText("Orange: only in revision A"));
  await stage.look(builder, "drawings-compare-over");
  await window.getByRole("slider").fill("100");
  await eventually(
    () => colours(...all),
    ["white", "blue", "blue", "white"],
    "the colours of the newer one alone",
  );
  await window.getByRole("slider").fill("0");
  await eventually(
    () => colours(...all),
    ["orange", "white", "orange", "white"],
    "the colours of the older one alone",
  );
  await builder.keyboard.press("Escape");
  await unseen(window);
}

async function publish(builder) {
  await builder.getByRole("link", { name: "A-101 Ground floor plan" }).click();
  await builder.getByRole("button", { name: "Publish revision B" }).click();
  const dialog = builder.getByRole("dialog", { name: "Publish revision B?" });
  equal(await dialog.getByLabel("Ask them to acknowledge it").isChecked(), true, "asks");
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await unseen(dialog);
  await seen(builder.getByText("Superseded"));
}

async function acknowledge(stage, client, portal) {
  await client.goto(portal);
  const waiting = client.getByRole("region", { name: "Needs your decision" });
  await seen(waiting.getByText("Please acknowledge"));
  await stage.look(client, "portal-home-drawing");
  await waiting.getByRole("link", { name: /A-101/ }).click();
  await seen(client.getByText("Revision A is superseded"));
  await seen(client.getByText(/You looked at revision A\. Revision B of .* replaces it\./));
  await stage.look(client, "portal-drawing-superseded");
  await client.getByRole("button", { name: "Acknowledge revision B" }).click();
  await seen(client.getByText(/^You acknowledged revision B/));
  await stage.look(client, "portal-drawing-acknowledged");
  await client.goto(portal);
  await seen(client.getByText("Nothing needs your decision"));
}

async function receipt(stage, builder) {
  await builder.reload();
  const drawer = builder.getByRole("dialog", { name: "A-101 Ground floor plan" });
  const looks = drawer.locator("section").filter({ hasText: "Who has looked at it" });
  await seen(looks.getByText("Acknowledged", { exact: true }));
  await seen(looks.getByText("Seen", { exact: true }));
  await stage.look(builder, "drawings-drawer");
  await builder.keyboard.press("Escape");
  await unseen(drawer);
}

async function register(stage, builder) {
  await builder.getByRole("link", { name: "Register" }).click();
  const row = builder.getByRole("row").filter({ hasText: "A-101" });
  await seen(row.getByRole("cell", { name: "B", exact: true }));
  await stage.look(builder, "drawings-register");
  await builder.emulateMedia({ media: "print" });
  equal(await builder.getByRole("navigation").count(), 0, "navigation on paper");
  equal(await builder.getByRole("button", { name: "Print" }).count(), 0, "buttons on paper");
  await seen(builder.getByRole("article").getByText("Hill Homes"));
  await builder.emulateMedia({ media: "screen" });
}

/** The colour at a point of the sheet, as it is on the canvas of the whole page. */
const pixel = (page, [x, y]) =>
  page.first().evaluate(
    (element, at) => {
      const canvas = element.querySelector("[data-drawn=whole] canvas");
      const left = Math.round(at.x * canvas.width);
      const top = Math.round(at.y * canvas.height);
      return [...canvas.getContext("2d").getImageData(left, top, 1, 1).data.slice(0, 3)];
    },
    { x: x / SHEET.width, y: 1 - y / SHEET.height },
  );

const isDark = (colour) => Math.max(...colour) < 90;

function nameOf([red, green, blue]) {
  if (Math.min(red, green, blue) > 235) return "white";
  if (isDark([red, green, blue])) return "dark";
  if (red > blue + 80) return "orange";
  if (blue > red + 80) return "blue";
  return `${red} ${green} ${blue}`;
}

/** Two fingers that move apart, each by so many pixels, around the middle of a phone's screen. */
async function pinch(page, apart) {
  const touches = await page.context().newCDPSession(page);
  const at = (by) => [-1, 1].map((side, id) => ({ id, x: 195 + side * (40 + by), y: 420 }));
  const send = (type, touchPoints) =>
    touches.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", at(0));
  for (let by = 10; by <= apart; by += 10) {
    await send("touchMove", at(by));
    await page.waitForTimeout(16);
  }
  await send("touchEnd", []);
  await page.waitForTimeout(400);
}

/** Waits until an answer is as expected; drawing takes a moment. */
async function eventually(answer, expected, what) {
  const until = Date.now() + 10_000;
  for (;;) {
    const got = await answer();
    if (JSON.stringify(got) === JSON.stringify(expected)) return;
    if (Date.now() > until) equal(got, expected, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
