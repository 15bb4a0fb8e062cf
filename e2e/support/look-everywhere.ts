// One state of a page, looked at in both themes, wide and on a phone.
import { expect, type Page } from "@playwright/test";
import { accessibilityFaults } from "./axe.ts";

type Looking = {
  /** Brings what is looked at before the eyes, anew for each look; what is on the page, once it has come to rest, unless said. */
  readonly show?: () => Promise<void>;
  /** Rules of axe that do not hold here. */
  readonly except?: readonly string[];
};

/** Menus, dialogs and notices stand outside the landmarks of the page. */
export const floating = ["region"] as const;

/** No fault, and nothing wider than the screen; the page is left wide. With `CHANCERY_SHOTS`, a folder, a picture of each. */
export async function lookEverywhere(
  page: Page,
  name: string,
  { show = () => atRest(page), except = [] }: Looking = {},
): Promise<void> {
  const shots = process.env["CHANCERY_SHOTS"];
  for (const width of [390, 1360])
    for (const colorScheme of ["dark", "light"] as const) {
      await page.setViewportSize({ width, height: 860 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await show();
      await expect(page, name).toHaveTitle(/./); // it may come after what the page shows
      expect(await accessibilityFaults(page, { except }), `${name} ${width} ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${name} ${width}`).toBeLessThanOrEqual(0);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
}

async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}
