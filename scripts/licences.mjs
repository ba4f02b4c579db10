// Holds the dependencies of Cargo.lock to deny.toml (licences, bans, sources) where cargo-deny is not installed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const rules = readFileSync("deny.toml", "utf8");
const allowed = new Set(
  rules
    .match(/\ballow = \[([^\]]*)\]/)[1]
    .match(/"[^"]+"/g)
    .map((quoted) => quoted.slice(1, -1)),
);
const banned = [...rules.matchAll(/crate = "([^"@]+)(?:@<([\d.]+))?", reason = "([^"]+)"/g)];

/** Whether `version` comes before `limit`; both dotted numbers. */
function before(version, limit) {
  const [a, b] = [version, limit].map((text) => text.split(/[.+-]/).map(Number));
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i];
  return false;
}

/** Whether an SPDX expression can be met with allowed licences alone. The old "/" means OR. */
function permitted(expression) {
  const words = expression.replaceAll("/", " OR ").match(/\(|\)|[^\s()]+(?: WITH \S+?(?=[\s)]|$))?/g);
  let at = 0;
  const atom = () => {
    if (words[at] !== "(") return allowed.has(words[at++]);
    at++;
    const inner = any();
    at++;
    return inner;
  };
  const all = () => {
    let held = atom();
    while (words[at] === "AND") {
      at++;
      held = atom() && held;
    }
    return held;
  };
  function any() {
    let held = all();
    while (words[at] === "OR") {
      at++;
      held = all() || held;
    }
    return held;
  }
  return any();
}

const metadata = JSON.parse(
  execFileSync("cargo", ["metadata", "--format-version", "1", "--locked"], {
    maxBuffer: 1 << 28,
    encoding: "utf8",
  }),
);
const used = new Set(metadata.resolve.nodes.map((node) => node.id));
const faults = [];
let outside = 0;
for (const crate of metadata.packages.filter((each) => used.has(each.id))) {
  const name = `${crate.name} ${crate.version}`;
  if (crate.source === null) continue;
  outside++;
  if (!crate.source.startsWith("registry+")) faults.push(`${name}: comes from ${crate.source}`);
  if (!crate.license || !permitted(crate.license)) faults.push(`${name}: licence ${crate.license}`);
  for (const [, banName, limit, reason] of banned)
    if (crate.name === banName && (!limit || before(crate.version, limit))) faults.push(`${name}: ${reason}`);
}
for (const fault of faults) console.error(fault);
console.log(`${outside} crates, ${faults.length} against deny.toml`);
process.exit(faults.length ? 1 : 0);
