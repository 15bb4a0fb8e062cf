// An objection in the portal: it stands whatever changed, another reviewer dismisses it with a reason, and its author is told.
import type { Page } from "@playwright/test";
import { watch } from "../support/axe.ts";
import { demoPerson } from "../support/demo-people.ts";
import { lookEverywhere } from "../support/look-everywhere.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const headline = (page: Page) => page.getByRole("status").filter({ hasText: /^(?:.* )?P-\d+ / });
const reason = "The card says whom the gap meets, and that they are held for a person.";

test("an objection is dismissed with a reason, its author is told, and the dismisser alone completes nothing", async ({
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  const hana = await demoPerson(browser, server, "reviewer");
  const faults = await watch(hana, server.url);

  await test.step("what was asked for stands though the card changed since, and can be dismissed below it", async () => {
    await hana.goto("/reviews");
    await hana.getByRole("link", { name: /fraud-scorer v4/ }).click();
    await expect(headline(hana)).toContainText("waits for the changes Jonas Weber asked for");
    await hana.getByText("Dismiss this objection").click();
    await lookEverywhere(hana, "dismiss");
    await hana.getByLabel(/^Why it no longer has to block this/).fill(reason);
    await hana.getByRole("button", { name: "Dismiss the objection" }).click();
    await expect(headline(hana)).toContainText("The objection of Jonas Weber is dismissed.");
    const objections = hana.getByRole("region", { name: "Objections" });
    await expect(objections).toContainText("Hana Novak dismissed it");
    await expect(objections).toContainText(reason);
    await expect(hana.getByText("Dismiss this objection")).toHaveCount(0);
  });

  await test.step("an approval of who dismissed it counts, and completes nothing while another may vote", async () => {
    await expect(hana.getByText(/You dismissed an objection: your approval counts/)).toBeVisible();
    await hana.getByLabel(/^Your note/).fill("Read again with the new card.");
    await hana.getByRole("button", { name: "Approve v4 for production" }).click();
    await expect(headline(hana)).toContainText("an approval by a reviewer who dismissed no objection: Jonas Weber");
    await lookEverywhere(hana, "dismissed");
  });

  await test.step("its author reads above the inbox who dismissed it and why, until voting again", async () => {
    const jonas = await demoPerson(browser, server, "reviewer +Jonas");
    await jonas.goto("/reviews");
    const told = jonas.getByRole("region", { name: "Your objections that were dismissed" });
    await expect(told).toContainText("Hana Novak");
    await expect(told).toContainText(reason);
    await lookEverywhere(jonas, "told");
    await told.getByRole("link", { name: /fraud-scorer v4/ }).click();
    await jonas.getByLabel(/^Your note/).fill("Held for a person: that will do.");
    await jonas.getByRole("button", { name: "Approve v4 for production" }).click();
    await expect(jonas.getByText("executed").first()).toBeVisible();
    await jonas.goto("/reviews");
    await expect(told).toHaveCount(0);
  });
  expect(faults).toEqual([]);
});
