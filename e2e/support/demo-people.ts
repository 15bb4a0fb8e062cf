// The people of the demo, each in a browser of their own, come in by the links the server prints.
import type { Browser, Page } from "@playwright/test";
import { listening } from "./listening.ts";
import type { RunningServer } from "./server.ts";

/** Signs in with the keyboard alone; the page is left at the person's home. */
export async function demoPerson(browser: Browser, server: RunningServer, role: string): Promise<Page> {
  const printed = await server.printed(new RegExp(`^ +${role}\\b.*/sign-in/\\S+$`, "m"));
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "en-GB",
    viewport: { width: 1360, height: 860 },
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await page.goto(printed.slice(printed.lastIndexOf("http")));
  await listening(page);
  await page.getByRole("button", { name: "Sign in" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await listening(page);
  return page;
}
