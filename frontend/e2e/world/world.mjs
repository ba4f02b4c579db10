import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { inspector } from "./inspect.mjs";
import { openPost } from "./post.mjs";
import { startServer } from "./server.mjs";

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
};

/** The server, the post and a browser; scenarios share them and each has people of its own. */
export async function openWorld(results) {
  const post = await openPost(results);
  const server = await startServer({
    smtp: post.url,
    log: fileURLToPath(new URL("server.log", results)),
  }).catch(async (error) => {
    await post.close();
    throw error;
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

  return {
    stage: (name) => openStage({ name, post, server, browser, results }),
    async close() {
      await browser.close();
      await server.stop();
      await post.close();
    },
  };
}

/** What one scenario works with: windows for its people, the post, and an eye on everything they see. */
function openStage({ name, post, server, browser, results }) {
  const contexts = [];
  const pages = [];
  const troubles = [];
  const slug = name.replace(/[^a-z0-9]+/gi, "-").toLowerCase();

  async function open(device) {
    const context = await browser.newContext({
      ...device,
      baseURL: server.url,
      locale: "en-AU",
      timezoneId: "Australia/Sydney",
      reducedMotion: "reduce",
      acceptDownloads: true,
    });
    context.setDefaultTimeout(30_000);
    contexts.push(context);
    context.on("page", watch);
    return context.newPage();
  }

  /** Nothing may go wrong unseen: script errors, refused content, requests to elsewhere. */
  function watch(page) {
    pages.push(page);
    page.on("pageerror", (error) => troubles.push(`script error: ${error.message}`));
    page.on("console", (message) => {
      const expected =
        /the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED/.test(
          message.text(),
        );
      if (message.type() === "error" && !expected) troubles.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== server.url)
        troubles.push(`request to elsewhere: ${request.url()}`);
    });
  }

  return {
    name,
    post,
    server,
    desktop: () => open(DESKTOP),
    phone: () => open(PHONE),
    look: inspector(results, troubles),
    check() {
      if (troubles.length > 0) throw new Error([...new Set(troubles)].join("\n"));
    },
    async photographFailure() {
      for (const [index, page] of pages.entries()) {
        if (page.isClosed()) continue;
        const path = fileURLToPath(new URL(`FAILED-${slug}-${index}.png`, results));
        await page.screenshot({ path, fullPage: true }).catch(() => {});
      }
    },
    close: () => Promise.all(contexts.map((context) => context.close())),
  };
}
