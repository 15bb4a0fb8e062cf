// The portal where room or colour is short: 320 px, letters of twice the size, colours forced by the system, paper.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/frozen-portal.ts";
import { screens } from "./screens.ts";

test.use({ trace: "off" });

const signedIn = screens.filter(({ open }) => open === undefined);
const model = "/models/speech/silero-vad";

/** How far the page can be scrolled sideways; wide tables scroll in a frame of their own. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("no screen scrolls sideways at 320 px", async ({ pageAs }) => {
  const tooWide: string[] = [];
  for (const { as, path } of signedIn) {
    const page = await pageAs(as);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    if ((await overflow(page)) > 0) tooWide.push(path);
  }
  expect(tooWide).toEqual([]);
});

test("no screen scrolls sideways when its letters are twice as large", async ({ pageAs }) => {
  const tooWide: string[] = [];
  for (const { as, path } of signedIn) {
    const page = await pageAs(as);
    // Twice the zoom of a 1360 px window leaves it half the width.
    await page.setViewportSize({ width: 680, height: 450 });
    await page.goto(path);
    if ((await overflow(page)) > 0) tooWide.push(path);
  }
  expect(tooWide).toEqual([]);
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
