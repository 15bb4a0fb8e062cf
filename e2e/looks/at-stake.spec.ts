// Before something under review is changed, its form or dialog says whose approvals that voids, and when one's own is among them.
import type { Page } from "@playwright/test";
import { accessibilityFaults } from "../support/axe.ts";
import { demoPerson } from "../support/demo-people.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const voids = "voids the approval given on P-19, v4 to production, by Hana Novak.";

test("a form or dialog that changes what was approved says whose approval that voids, and nothing where nobody approved", async ({
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  const hana = await demoPerson(browser, server, "reviewer");
  const lena = await demoPerson(browser, server, "maintainer");
  const told = lena.getByRole("region", { name: "Under review" });
  const dialog = lena.getByRole("dialog");
  await lena.goto("/models/risk/fraud-scorer/v/4/card");
  await expect(lena.getByRole("button", { name: "Publish the revision" })).toBeVisible();
  await expect(told).toHaveCount(0);
  await hana.goto("/reviews");
  await hana.getByRole("link", { name: /fraud-scorer v4/ }).click();
  await hana.getByLabel(/^Your note/).fill("Better on the holdout.");
  await hana.getByRole("button", { name: "Approve v4 for production" }).click();
  await expect(hana.getByText("1 of 1 counted")).toBeVisible();
  await look(lena, "card", async () => {
    await lena.goto("/models/risk/fraud-scorer/v/4/card");
    await expect(told).toContainText(`A new revision of the card ${voids}`);
  });
  await look(lena, "settings", async () => {
    await lena.goto("/models/risk/fraud-scorer/settings");
    await expect(told).toContainText(`A change of the tier, of a metric's direction or of the card ${voids}`);
  });
  await look(lena, "revoke", async () => {
    await lena.goto("/models/risk/fraud-scorer/v/3");
    await lena.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(dialog.getByRole("status")).toContainText(`Revoking it ${voids}`);
  });
  await look(lena, "withdraw", async () => {
    await lena.goto("/datasets?q=card-payments");
    await lena.getByRole("link", { name: "card-payments", exact: true }).click();
    await lena.getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect(dialog.getByRole("status")).toContainText(`Withdrawing it ${voids}`);
  });
});

/** Shown anew in both themes, wide and on a phone: no fault, and nothing wider than the screen. */
async function look(page: Page, name: string, show: () => Promise<void>): Promise<void> {
  const shots = process.env["CHANCERY_SHOTS"];
  for (const width of [1360, 390])
    for (const colorScheme of ["dark", "light"] as const) {
      await page.setViewportSize({ width, height: 860 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await show();
      // What floats over the page stands in no landmark of it.
      expect(await accessibilityFaults(page, { except: ["region"] }), `${name} ${width} ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${name} ${width}`).toBeLessThanOrEqual(0);
      if (shots) await page.screenshot({ path: `${shots}/stake-${name}-${width}-${colorScheme}.png` });
    }
  await page.setViewportSize({ width: 1360, height: 860 });
}
