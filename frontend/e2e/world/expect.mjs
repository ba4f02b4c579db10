const PATIENCE = 30_000;

/** Waits for what a locator names to be seen. */
export const seen = (locator) => locator.first().waitFor({ state: "visible", timeout: PATIENCE });

/** Waits for what a locator names not to be seen, or not any more. */
export const unseen = (locator) => locator.waitFor({ state: "hidden", timeout: PATIENCE });

export function equal(actual, expected, what) {
  const [got, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (got !== wanted) throw new Error(`${what}: ${got} instead of ${wanted}`);
}

/** The words of every element that a locator names. */
export const words = async (locator) =>
  (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());

/** Clicks what leads to another page and waits until that address is there. */
export async function follow(page, locator, address) {
  await locator.click();
  await page.waitForURL(address, { timeout: PATIENCE });
}
