// The portal where room or colour is short: 320 px, letters of twice the size, colours forced by the system, paper.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/frozen-portal.ts";
import { illegible } from "../support/legible.ts";
import { screens } from "./screens.ts";

test.use({ trace: "off" });

const signedIn = screens.filter(({ open }) => open === undefined);
const model = "/models/speech/silero-vad";

/** How far the page can be scrolled sideways; wide tables scroll in a frame of their own. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What of a screen cannot be read, each line with its path. */
async function faultsOf(page: Page, path: string): Promise<readonly string[]> {
  await page.goto(path);
  const wide = (await overflow(page)) > 0 ? ["scrolls sideways"] : [];
  const frames = await page.locator("[role=region]:has(> .stacks)").all();
  for (const frame of frames)
    if (await frame.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth))
      wide.push(`the rows of ${await frame.getAttribute("aria-label")} scroll sideways`);
  return [...wide, ...(await illegible(page))].map((fault) => `${path}: ${fault}`);
}

test("at 320 px no screen scrolls sideways, cuts a text off or lays one over another", async ({ pageAs }) => {
  const faults: string[] = [];
  for (const { as, path } of signedIn) {
    const page = await pageAs(as);
    await page.setViewportSize({ width: 320, height: 640 });
    faults.push(...(await faultsOf(page, path)));
  }
  expect(faults).toEqual([]);
});

test("with letters of twice the size no screen scrolls sideways, cuts a text off or lays one over another", async ({
  pageAs,
}) => {
  const faults: string[] = [];
  for (const { as, path } of signedIn) {
    const page = await pageAs(as);
    await page.setViewportSize({ width: 1360, height: 900 });
    const devtools = await page.context().newCDPSession(page);
    // As somebody sets it in their browser: the zoom stays, and so does the width of the window.
    await devtools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    faults.push(...(await faultsOf(page, path)));
    expect.soft(await sizeOf(page), path).toEqual({ title: "44px", text: "28px" });
    await devtools.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
    await devtools.detach();
  }
  expect(faults).toEqual([]);
});

const sizeOf = (page: Page) =>
  page.evaluate(() => {
    const of = (element: Element) => getComputedStyle(element).fontSize;
    return { title: of(document.querySelector("h1")!), text: of(document.body) };
  });

test("a version and a review stay legible where the system forces its colours", async ({ pageAs }) => {
  for (const [path, name, role] of [
    [`${model}/v/2`, "version", "contributor"],
    ["/promotions/20", "review", "reviewer"],
  ] as const) {
    const page = await pageAs(role);
    await page.setViewportSize({ width: 1360, height: 900 });
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await page.goto(path);
    await expect.soft(page).toHaveScreenshot(`${name}-forced-colours.png`);
    await page.emulateMedia({ forcedColors: "none" });
  }
});

test("the evidence of a version and of a promotion prints: no frame, no buttons, nothing cut off at the side", async ({
  pageAs,
}) => {
  for (const [path, name] of [
    [`${model}/v/2`, "version"],
    ["/promotions/13", "promotion"],
  ] as const) {
    const page = await pageAs("contributor");
    await page.setViewportSize({ width: 690, height: 980 }); // A4 within its margins
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    await page.goto(path);
    expect(await overflow(page), path).toBe(0);
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
    await expect(page.getByRole("search")).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect.soft(page).toHaveScreenshot(`${name}-print.png`);
    await page.emulateMedia({ media: "screen" });
  }
});
