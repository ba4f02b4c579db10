import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seen } from "./expect.mjs";

/** Files and folders on the builder's own computer. */
export async function onDisk(files) {
  const root = await mkdtemp(join(tmpdir(), "lintel-e2e-files-"));
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), bytes);
  }
  return { at: (path) => join(root, path), remove: () => rm(root, { recursive: true }) };
}

/** Drags things from the desktop over the page and lets them go. */
export async function drop(page, ...files) {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  const drag = (type) => devtools.send("Input.dispatchDragEvent", { type, x: 700, y: 500, data });
  await drag("dragEnter");
  await drag("dragOver");
  await seen(page.getByText(/^Drop to upload into/));
  await drag("drop");
  await devtools.detach();
}
