// Walks the promises of the product through real browsers, against the real server and a real SMTP server.
//   node e2e/run.mjs [part of a scenario's name …]
import { mkdir, readdir, rm } from "node:fs/promises";
import { openWorld } from "./world/world.mjs";

const results = new URL("./results/", import.meta.url);
const scenarios = new URL("./scenarios/", import.meta.url);

async function chosen(words) {
  const files = (await readdir(scenarios)).filter((file) => file.endsWith(".mjs")).sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, scenarios))));
  const all = modules.flatMap((module) => module.default);
  return words.length === 0
    ? all
    : all.filter(({ name }) => words.some((word) => name.includes(word)));
}

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });

const failed = [];
const list = await chosen(process.argv.slice(2));
const world = await openWorld(results);
try {
  for (const { name, run } of list) {
    const began = Date.now();
    const stage = world.stage(name);
    try {
      await run(stage);
      stage.check();
      console.log(`ok      ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed.push(name);
      console.log(`FAILED  ${name}`);
      console.log(String(error?.stack ?? error).replace(/^/gm, "        "));
      await stage.photographFailure();
    } finally {
      await stage.close();
    }
  }
} finally {
  await world.close();
}

for (const name of failed) console.log(`failed: ${name}`);
console.log(`e2e: ${list.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || list.length === 0 ? 1 : 0;
