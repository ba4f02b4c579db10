// What a first visit to each page downloads, gzipped, against the budgets of the design. Fails the build when over.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const KB = 1000;
const budgets = {
  "public.html": { js: 80 * KB, css: 8 * KB },
  "portal.html": { js: 145 * KB, css: 14 * KB },
  "index.html": { js: 165 * KB, css: 42 * KB },
};

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(await readFile(new URL(".vite/manifest.json", dist), "utf8"));

/** Every file loaded before the page can run: the entry, and its static imports, transitively. */
function firstLoad(key, seen = new Set(), files = { js: new Set(), css: new Set() }) {
  if (seen.has(key)) return files;
  seen.add(key);
  const chunk = manifest[key];
  if (chunk.file.endsWith(".js")) files.js.add(chunk.file);
  for (const css of chunk.css ?? []) files.css.add(css);
  for (const next of chunk.imports ?? []) firstLoad(next, seen, files);
  return files;
}

async function weigh(files) {
  let total = 0;
  for (const file of files)
    total += gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
  return total;
}

let over = false;
for (const [page, limit] of Object.entries(budgets)) {
  const files = firstLoad(page);
  for (const type of ["js", "css"]) {
    const bytes = await weigh(files[type]);
    const bad = bytes > limit[type];
    over ||= bad;
    const kb = (n) => `${(n / KB).toFixed(1).padStart(6)} kB`;
    console.log(
      `${page.padEnd(12)} first ${type.padEnd(3)} ${kb(bytes)} of ${kb(limit[type])}${bad ? "  OVER BUDGET" : ""}`,
    );
  }
}
if (over) process.exit(1);
