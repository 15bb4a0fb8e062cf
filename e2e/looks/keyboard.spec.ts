// The main job by keyboard alone, and the laws of single-key shortcuts: off with one switch, never active in a field.
import type { Page } from "@playwright/test";
import { accessibilityFaults, watch } from "../support/axe.ts";
import { demoPerson } from "../support/demo-people.ts";
import { listening } from "../support/listening.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

test("a model is found, a promotion asked for and decided by keyboard alone, and letters obey their one switch", async ({
  server,
  browser,
}) => {
  test.setTimeout(180_000);
  const maker = await demoPerson(browser, server, "contributor");
  const faults = await watch(maker, server.url);
  const keys = maker.keyboard;

  await test.step("nothing of the palette is loaded before its first use", async () => {
    const loaded: string[] = [];
    maker.on("request", (request) => request.resourceType() === "script" && loaded.push(request.url()));
    await maker.reload();
    await listening(maker);
    const before = loaded.length;
    await keys.press("ControlOrMeta+k");
    await expect(palette(maker)).toBeVisible();
    expect(loaded.length).toBeGreaterThan(before);
  });

  await test.step("the palette is accessible in both themes, and Escape gives the focus back", async () => {
    for (const colorScheme of ["dark", "light"] as const) {
      await maker.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await accessibilityFaults(maker), colorScheme).toEqual([]);
    }
    await keys.press("Escape");
    await expect(palette(maker)).toBeHidden();
    await keys.press("j");
    const first = maker.locator("tbody a").first();
    await expect(first).toBeFocused();
    await keys.press("ControlOrMeta+k");
    await expect(palette(maker)).toBeVisible();
    await keys.press("Escape");
    await expect(palette(maker)).toBeHidden();
    await expect(first).toBeFocused();
  });

  await test.step("she finds the model and asks for its first version again", async () => {
    await keys.press("ControlOrMeta+k");
    await keys.type("wake-word:1");
    await keys.press("Enter");
    await expect(maker).toHaveURL(/wake-word\/v\/1$/);
    await keys.press("ControlOrMeta+k");
    await keys.type("ask");
    await keys.press("Enter");
    await expect(maker.getByLabel("Reason")).toBeFocused();
    await keys.type("Good enough to go: g m / ? are letters here.");
    await expect(maker.getByLabel("Reason")).toHaveValue("Good enough to go: g m / ? are letters here.");
    await keys.press("ControlOrMeta+Enter");
    await expect(maker).toHaveURL(/\/promotions\/\d+$/);
  });

  await test.step("a reviewer finds it in the inbox and decides", async () => {
    const reviewer = await demoPerson(browser, server, "reviewer");
    await reviewer.keyboard.press("g");
    await reviewer.keyboard.press("m");
    await expect(reviewer).toHaveURL(/\/models$/);
    await reviewer.keyboard.press("g");
    await reviewer.keyboard.press("r");
    await expect(reviewer).toHaveURL(/\/reviews$/);
    const row = reviewer.getByRole("link", { name: /wake-word v1/ });
    await expect(row).toBeVisible();
    // Keys pressed before the page listens are nobody's.
    await expect(async () => {
      await reviewer.keyboard.press("j");
      await expect(row).toBeFocused({ timeout: 100 });
    }).toPass();
    await reviewer.keyboard.press("o");
    await expect(reviewer).toHaveURL(/\/promotions\/\d+$/);
    await expect(reviewer.getByLabel(/^Your note/)).toBeVisible();
    await reviewer.keyboard.press("a");
    await reviewer.keyboard.type("The rooms go back to it until v3 is built from a commit.");
    await reviewer.keyboard.press("ControlOrMeta+Enter");
    await expect(reviewer.getByText("Your approval is recorded.")).toBeVisible();
  });

  await test.step("letters are off with one switch, which lasts, and the palette stays", async () => {
    await maker.goto("/models");
    await listening(maker);
    await keys.press("?");
    const sheet = maker.getByRole("dialog", { name: "Keyboard" });
    await expect(sheet).toBeVisible();
    expect(await accessibilityFaults(maker)).toEqual([]);
    await sheet.getByRole("checkbox", { name: /^Single letters/ }).focus();
    await keys.press("Space");
    await keys.press("Escape");
    await expect(sheet).toBeHidden();
    await lettersDoNothing(maker);
    await maker.reload();
    await listening(maker);
    await lettersDoNothing(maker);
    await keys.press("ControlOrMeta+k");
    await keys.type("keyboard");
    await keys.press("Enter");
    await expect(sheet).toBeVisible();
  });
  expect(faults).toEqual([]);
});

const palette = (page: Page) => page.getByRole("dialog", { name: "Search or run a command" });

async function lettersDoNothing(page: Page): Promise<void> {
  for (const letter of ["?", "g", "r", "j"]) await page.keyboard.press(letter);
  await page.waitForTimeout(300); // long enough for a script to load and a page to be asked for
  await expect(page).toHaveURL(/\/models$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.closest("tr") ?? null)).toBeNull();
}
