// What was recorded wrongly is taken back: struck through with who, when and why, wherever it was read; and counted nowhere.
import type { Locator, Page } from "@playwright/test";
import { demoPerson } from "../support/demo-people.ts";
import { floating, lookEverywhere } from "../support/look-everywhere.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const version = "/models/risk/fraud-scorer/v/4";
const wrongSplit = "Measured on the training split.";
const wrongJob = "Another job made these files.";

test("a reviewer retracts an evaluation and an edge that an open request rests on, and both stay to be read", async ({
  server,
  browser,
}) => {
  test.setTimeout(300_000);
  const hana = await demoPerson(browser, server, "reviewer");
  const lena = await demoPerson(browser, server, "maintainer");
  await hana.goto("/reviews");
  await hana.getByRole("link", { name: /fraud-scorer v4/ }).click();
  await hana.getByLabel(/^Your note/).fill("Better on the holdout.");
  await hana.getByRole("button", { name: "Approve v4 for production" }).click();
  await expect(hana.getByText("1 of 1 counted")).toBeVisible();
  const promotion = new URL(hana.url()).pathname;

  await lookEverywhere(hana, "retract-dialog", {
    except: floating,
    show: async () => {
      await hana.goto(`${version}/evaluations`);
      await retractIn(row(hana, "all of it", "validation")).click();
      await expect(hana.getByRole("dialog").getByRole("status")).toContainText("voids the approval given on P-19");
      await expect(hana.getByRole("dialog").getByRole("status")).toContainText("it costs you your own vote");
    },
  });
  await say(hana, wrongSplit, "Retract the evaluation");
  await hana.goto(`${version}/lineage`);
  await retractIn(row(hana, "produced_by")).click();
  await say(hana, wrongJob, "Retract the lineage edge");

  for (const reader of [hana, lena]) {
    await reader.goto(`${version}/evaluations`);
    const wrong = row(reader, "all of it", "validation");
    await expect(wrong.locator("del")).toContainText("recall_at_1pct_fpr");
    await expect(wrong).toContainText(`by Hana Novak`);
    await expect(wrong).toContainText(wrongSplit);
    await expect(retractIn(wrong)).toHaveCount(0);
  }
  // Only who recorded something, or reviews it, is offered to take it back.
  await expect(retractIn(lena.getByRole("table"))).toHaveCount(0);
  await hana.goto(promotion);
  await expect(hana.getByText("0 of 1 counted")).toBeVisible();
  await expect(hana.getByText(/the evaluations and the lineage changed since it was cast/).first()).toBeVisible();
  await lookEverywhere(hana, "retract-evaluations", {
    except: floating,
    show: () => shows(hana, `${version}/evaluations`, wrongSplit),
  });
  await lookEverywhere(hana, "retract-lineage", {
    except: floating,
    show: () => shows(hana, `${version}/lineage`, wrongJob),
  });
  await lookEverywhere(hana, "retract-promotion", {
    except: floating,
    show: async () => {
      await shows(hana, promotion, wrongSplit);
      await expect(hana.locator("#lineage del")).toContainText("train-");
      await hana.locator("#retracted").scrollIntoViewIfNeeded();
    },
  });
  await hana.goto(version);
  await expect(hana.getByRole("link", { name: "All 3 evaluations, 1 retracted" })).toBeVisible();
});

/** The row of a table that has all of these words. */
const row = (page: Page, ...words: readonly string[]): Locator =>
  words.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole("row"));
const retractIn = (part: Locator): Locator => part.getByRole("button", { name: /^Retract / });

async function say(page: Page, reason: string, submit: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: submit });
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: submit }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("del").first()).toBeVisible();
}

async function shows(page: Page, path: string, reason: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByText(reason).first()).toBeVisible();
}
