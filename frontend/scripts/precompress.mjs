// Writes a .br and a .gz beside every text asset of the build, so that the server never compresses at run time.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const TEXT = /\.(html|js|mjs|css|svg|json|txt|wasm|webmanifest)$/;

const brotli = (data) =>
  promisify(brotliCompress)(data, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    },
  });
const zip = (data) => promisify(gzip)(data, { level: 9 });

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name));
await Promise.all(
  files.map(async (entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (path.includes("/.vite/")) return;
    const data = await readFile(path);
    const [br, gz] = await Promise.all([brotli(data), zip(data)]);
    if (br.length < data.length) await writeFile(`${path}.br`, br);
    if (gz.length < data.length) await writeFile(`${path}.gz`, gz);
  }),
);
