import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BUILT = fileURLToPath(new URL("../../../target/debug/lintel", import.meta.url));
const PATIENCE = 30_000;

/** Starts the built server on a free port, with an empty data directory, and waits until it is ready. */
export async function startServer({ smtp, log }) {
  const data = await mkdtemp(join(tmpdir(), "lintel-e2e-"));
  const binary = process.env.LINTEL_BIN ?? BUILT;
  const child = spawn(binary, ["serve"], {
    cwd: data,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: data,
      RUST_BACKTRACE: "1",
      LINTEL_BIND: "127.0.0.1:0",
      LINTEL_DATA_DIR: data,
      LINTEL_SMTP_URL: smtp,
      LINTEL_MAIL_FROM: "Lintel <portal@lintel.example>",
      ...(process.env.DATABASE_URL && { DATABASE_URL: process.env.DATABASE_URL }),
    },
  });
  const written = createWriteStream(log);
  child.stderr.pipe(written, { end: false });

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(late);
    }
    written.end();
    await rm(data, { recursive: true, force: true });
  };

  try {
    const url = await addressOf(child, written);
    await ready(url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address it says it listens on. */
function addressOf(child, log) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`The server did not start: ${why}`));
    const timer = setTimeout(() => fail(`no address within ${PATIENCE} ms`), PATIENCE);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`it ended with ${code}`));
    createInterface({ input: child.stdout }).on("line", (line) => {
      log.write(`${line}\n`);
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}

async function ready(url) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error("The server did not become ready");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
