// Every screen as it looks, in both themes, on a desk and on a phone, held against the pictures in looks/baselines.
// `node looks/renew.mjs` takes them anew: look at what git shows as changed before you keep it.
import { expect, test } from "../support/frozen-portal.ts";
import { screens } from "./screens.ts";

const both = [1360, 390] as const;
const heights = { 1360: 900, 390: 844 } as const;

test.use({ trace: "off" }); // it would take a picture at every step

for (const { name, as, path, open, widths = both } of screens)
  test(`${name} looks as it did, in both themes, at ${widths.join(" and ")} px`, async ({ pageAs }) => {
    const page = await pageAs(as);
    for (const width of widths) {
      await page.setViewportSize({ width, height: heights[width] });
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      await open?.(page);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await expect.soft(page).toHaveScreenshot(`${name}-${width}-${colorScheme}.png`);
      }
    }
  });
