import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WAYS = [
  { name: "desktop", width: 1280, height: 900, colorScheme: "light" },
  { name: "phone", width: 390, height: 844, colorScheme: "light" },
  { name: "phone-dark", width: 390, height: 844, colorScheme: "dark" },
];

/** Takes a picture of a screen at each width and light, and notes what axe has against it. */
export function inspector(results, troubles) {
  return async (page, screen) => {
    const before = page.viewportSize();
    await page.waitForLoadState("networkidle");
    for (const { name, width, height, colorScheme } of WAYS) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // From the top: what lies half under a bar that stays is only a matter of scrolling.
      await page.evaluate(() => {
        for (const frame of [window, ...document.querySelectorAll("section[tabindex]")])
          frame.scrollTo(0, 0);
      });
      await settled(page);
      const path = fileURLToPath(new URL(`${screen}-${name}.png`, results));
      await page.screenshot({ path, fullPage: true });
      for (const fault of await faults(page)) troubles.push(`${screen} (${name}): ${fault}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) troubles.push(`${screen} (${name}): scrolls sideways, ${wide} px wide`);
    }
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(before);
  };
}

/** Texts in place and nothing moving. */
async function settled(page) {
  // The page hears of the light a moment after the browser does.
  await page.waitForTimeout(150);
  await page.waitForFunction(() => {
    const moving = document.getAnimations().some((one) => one.playState === "running");
    return !moving && document.fonts.status === "loaded";
  });
}

async function faults(page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(
    (rules) => window.axe.run(document, { runOnly: rules }).then((found) => found.violations),
    RULES,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} at ${target.join(" ")}: ${failureSummary.split("\n").slice(1).join(" ").trim()}`,
    ),
  );
}
