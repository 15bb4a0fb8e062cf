// A page of a signed-in person for programs that are no tests: the benches. The browser is the one that the setting names.
import { chromium, type Page } from "@playwright/test";

/** `cookie` as a request would send it. Waits for things on the page as long as they take. */
export async function openPage(url: string, cookie: string): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const args = [
    "--disable-gpu",
    "--disable-background-networking",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const browser = await chromium.launch({ executablePath: process.env["CHANCERY_BROWSER"] ?? "", args });
  const context = await browser.newContext();
  const cookies = cookie.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  await context.addCookies(cookies);
  context.setDefaultTimeout(0);
  return { page: await context.newPage(), close: () => browser.close() };
}
