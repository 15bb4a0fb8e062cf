// A page that answers to keys and clicks: what is pressed before its scripts have taken the markup over is nobody's.
import type { Page } from "@playwright/test";

/** Waits until nothing is on its way, React has taken the page over, and its effects have run. */
export async function listening(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__reactFiber$"));
  });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
