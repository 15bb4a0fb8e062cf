// A review as its reviewer meets it: what speaks against it first, the decision at hand on a phone, and what came of it in focus.
import type { Page } from "@playwright/test";
import { accessibilityFaults, watch } from "../support/axe.ts";
import { demoPerson } from "../support/demo-people.ts";
import { listening } from "../support/listening.ts";
import { expect, test } from "../support/test.ts";

test.use({ serverArgs: ["--demo"], trace: "off" });

const headline = (page: Page) => page.getByRole("status").filter({ hasText: /^(?:.* )?P-\d+ / });

test("a reviewer is told of an earlier rejection, decides by keyboard, and hears what came of it", async ({
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  const reviewer = await demoPerson(browser, server, "reviewer");
  const faults = await watch(reviewer, server.url);
  const keys = reviewer.keyboard;

  await test.step("the inbox says what speaks against a promotion, and what it lacks", async () => {
    await reviewer.goto("/reviews");
    const row = reviewer.getByRole("row").filter({ hasText: "diarizer" });
    await expect(row).toContainText("The same content was objected to in P-");
    await expect(row).toContainText("Missing: the model's tier is not assessed.");
    await row.getByRole("link", { name: /diarizer/ }).click();
    await expect(reviewer).toHaveURL(/\/promotions\/\d+$/);
  });

  await test.step("its page leads with the earlier rejection and says what changed since", async () => {
    await expect(headline(reviewer)).toContainText("waits for one approval by an independent reviewer: Hana Novak");
    const earlier = reviewer.getByRole("region", { name: "Earlier decisions on the same content" });
    await expect(earlier).toContainText("Hana Novak rejected it");
    await expect(reviewer.getByText("Measured again on voices-holdout 2")).toBeVisible();
    for (const colorScheme of ["dark", "light"] as const) {
      await reviewer.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await reviewer.reload();
      await listening(reviewer);
      expect(await accessibilityFaults(reviewer), colorScheme).toEqual([]);
    }
  });

  await test.step("on a phone the decision is one press away, and nothing that has the focus lies under its bar", async () => {
    await reviewer.setViewportSize({ width: 390, height: 844 });
    const note = reviewer.getByLabel(/^Your note/);
    const decide = async () => {
      await expect(reviewer.getByRole("link", { name: "Decide", exact: true })).toBeInViewport();
      await reviewer.getByRole("link", { name: "Decide", exact: true }).click();
      await expect(note).toBeFocused();
      await expect(note).toBeInViewport();
    };
    await reviewer.route("**/*.js", (route) => route.abort());
    await reviewer.reload();
    await decide(); // before the page's scripts have come
    await reviewer.unroute("**/*.js");
    await reviewer.reload();
    await listening(reviewer);
    await decide();
    expect(await accessibilityFaults(reviewer)).toEqual([]);
    for (let n = 0; n < 12; n++) {
      await keys.press("Tab");
      expect(await isUnderTheBar(reviewer)).toBe(false);
    }
    await reviewer.setViewportSize({ width: 1360, height: 860 });
  });

  await test.step("after the decision the focus is on the headline, which says it", async () => {
    await reviewer.reload();
    await listening(reviewer);
    await keys.press("a");
    await expect(reviewer.getByLabel(/^Your note/)).toBeFocused();
    await keys.type("Measured on one holdout now, and better on it.");
    await keys.press("ControlOrMeta+Enter");
    await expect(headline(reviewer)).toContainText(
      /Your approval is recorded\. P-\d+ was executed on .* UTC: v2 has been in production since .* UTC\./,
    );
    expect(await reviewer.evaluate(() => document.activeElement?.textContent)).toContain("Your approval is recorded.");
  });

  await test.step("whoever asks again for rejected content has to say what changed", async () => {
    const maker = await demoPerson(browser, server, "contributor");
    await reviewer.goto("/reviews");
    await reviewer
      .getByRole("row")
      .filter({ hasText: "silero-vad" })
      .getByRole("link", { name: /silero-vad/ })
      .click();
    await reviewer.getByLabel(/^Your note/).fill("The card does not say on which noise it was tested.");
    await reviewer.getByRole("button", { name: "Reject" }).click();
    await expect(headline(reviewer)).toContainText("You rejected it.");
    await maker.goto("/promotions/new?version=speech/silero-vad:3");
    await expect(maker.getByText("The card does not say on which noise")).toBeVisible();
    await maker.getByLabel("Reason").fill("Quieter devices get the same recall with it.");
    await maker.getByLabel(/^What changed since P-/).fill("The card says now which noise it was tested on.");
    await maker.getByRole("button", { name: "Ask for production" }).click();
    await expect(maker).toHaveURL(/\/promotions\/\d+$/);
    await expect(maker.getByText("The card says now which noise it was tested on.")).toBeVisible();
  });

  expect(faults).toEqual([]);
});

/** The bar at the foot of a narrow window, over the element that has the focus. */
const isUnderTheBar = (page: Page) =>
  page.evaluate(() => {
    const bar = document.querySelector("[data-decision-bar]");
    const focused = document.activeElement;
    if (!bar || !focused || focused === document.body || bar.contains(focused)) return false;
    return focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
  });
