// Acts and the network: what cannot be sent fails at once and stays as typed, nothing is sent later by itself, and what
// may have been recorded takes effect once. What was typed outlives a reload, Back, and a session that ended.
import type { Browser, Page } from "@playwright/test";
import { demoPerson } from "./support/demo-people.ts";
import type { RunningServer } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

test.use({ serverArgs: ["--demo"] });

const note = "Holds on noisy lines too.";
const noteBox = (page: Page) => page.getByLabel("Your note");
const restored = (page: Page) => page.getByText(/Restored what you typed at/);

/** Calls of one procedure that left the browser, by their bodies. */
function sent(page: Page, procedure: string): string[] {
  const bodies: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes(`/api/trpc/${procedure}`)) bodies.push(request.postData() ?? "");
  });
  return bodies;
}

/** A reviewer on the first promotion that waits for them. */
async function reviewing(browser: Browser, server: RunningServer): Promise<Page> {
  const page = await demoPerson(browser, server, "reviewer");
  await page.goto("/reviews");
  await page.locator("main tbody tr a").first().click();
  await expect(noteBox(page)).toBeVisible();
  await page.waitForLoadState("networkidle");
  return page;
}

test("a vote cast offline fails at once and is never sent by itself; sent again it carries the text of now", async ({
  browser,
  server,
}) => {
  const page = await reviewing(browser, server);
  const votes = sent(page, "promotions.vote");
  await noteBox(page).fill("The note of before.");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Ask for changes" }).click();
  await expect(page.getByText("You are offline: this was not sent")).toBeVisible();
  await expect(noteBox(page)).toHaveValue("The note of before.");
  await noteBox(page).fill(note);
  const tried = votes.length;
  await page.context().setOffline(false);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => new Promise((settled) => setTimeout(settled, 2000))); // a queue would have begun
  expect(votes).toHaveLength(tried);
  await page.reload();
  expect(votes).toHaveLength(tried);
  await expect(restored(page)).toBeVisible();
  await expect(noteBox(page)).toHaveValue(note);
  await page.getByRole("button", { name: "Ask for changes" }).click();
  await expect(page.getByText("You asked for changes.")).toBeVisible();
  expect(votes).toHaveLength(tried + 1);
  expect(votes.at(-1)).toContain(note);
  await page.reload();
  await expect(page.getByText(note).first()).toBeVisible();
  await expect(page.getByText("The note of before.")).toHaveCount(0);
  await expect(restored(page)).toHaveCount(0);
});

test("a server that hangs is given up after half a minute, and the same text sent again counts once", async ({
  browser,
  server,
}) => {
  const page = await reviewing(browser, server);
  const keys: (string | undefined)[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/trpc/promotions.vote")) keys.push(request.headers()["idempotency-key"]);
  });
  await noteBox(page).fill(note);
  process.kill(server.pid, "SIGSTOP");
  try {
    await page.getByRole("button", { name: "Ask for changes" }).click();
    await expect(page.getByText("it is not known whether this was recorded")).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText("Check whether it was recorded before you send it again.")).toBeVisible();
    await expect(noteBox(page)).toHaveValue(note);
  } finally {
    process.kill(server.pid, "SIGCONT");
  }
  await page.reload();
  await expect(noteBox(page)).toHaveValue(note);
  await page.getByRole("button", { name: "Ask for changes" }).click();
  await expect(page.getByText("You asked for changes.")).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Votes 1", exact: true })).toBeVisible();
});

test("a server that is gone fails every act at once, and what was typed stays", async ({ browser, server }) => {
  const page = await demoPerson(browser, server, "maintainer");
  await page.goto("/models/speech/silero-vad/settings");
  const description = page.getByLabel("Description");
  await description.fill("Says where speech begins and ends.");
  await page.getByRole("button", { name: /^Account of/ }).click();
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  await expect(signOut).toBeVisible();
  await server.kill();
  await signOut.click();
  await expect(page.getByText("You may still be signed in")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("it is not known whether this was recorded")).toBeVisible();
  await expect(description).toHaveValue("Says where speech begins and ends.");
});

test("what is typed outlives a reload, Back and a lost session, and nobody else is ever shown it", async ({
  browser,
  server,
}) => {
  const page = await demoPerson(browser, server, "contributor");
  await page.goto("/models/new");
  const description = page.getByLabel("Description");
  const typed = "Says where speech begins and ends.";
  await page.getByLabel("Name", { exact: true }).fill("noise-gate");
  await description.fill(typed);
  await page.reload();
  await expect(description).toHaveValue(typed);
  await expect(restored(page)).toBeVisible();
  await page.goto("/models");
  await page.goBack();
  await expect(description).toHaveValue(typed);

  await page.context().clearCookies();
  await page.getByRole("button", { name: "Register the model" }).click();
  const signIn = page.getByRole("link", { name: "Sign in again" });
  await expect(signIn).toHaveAttribute("href", "/login?next=%2Fmodels%2Fnew");
  const kept = () => page.evaluate(() => Object.entries(localStorage).flat().join("\n"));
  expect(await kept()).toContain(typed);

  const other = await demoPerson(browser, server, "maintainer");
  await page.context().addCookies(await other.context().cookies());
  await page.goto("/models/new");
  await page.waitForLoadState("networkidle");
  await expect(description).not.toHaveValue(typed);
  await expect(page.getByText(/what you typed/)).toHaveCount(0);
  expect(await kept()).not.toContain(typed);

  await description.fill("The maintainer's own words.");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/login/);
  expect(await kept()).not.toContain("own words");
  expect(await kept()).not.toContain("chancery.draft");
});

test("text typed over what has changed since is shown and put nowhere by itself; passwords are never kept", async ({
  browser,
  server,
}) => {
  const page = await demoPerson(browser, server, "maintainer");
  const elsewhere = await browser.newContext({ baseURL: server.url });
  await elsewhere.addCookies(await page.context().cookies());
  const other = await elsewhere.newPage();
  const settings = "/models/speech/silero-vad/settings";
  const description = (of: Page) => of.getByLabel("Description");
  await page.goto(settings);
  await description(page).fill("Mine, not sent.");
  await other.goto(settings);
  await description(other).fill("The other's, recorded.");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByText(/has changed since/)).toBeVisible();
  await expect(description(page)).toHaveValue("The other's, recorded.");
  await expect(page.getByText("Mine, not sent.")).toBeVisible();
  await page.getByRole("button", { name: "Put it into the form" }).click();
  await expect(description(page)).toHaveValue("Mine, not sent.");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(description(page)).toHaveValue("The other's, recorded.");

  await page.goto("/settings/profile");
  await page.getByLabel("Current password").fill("a secret of some length");
  await page.getByLabel("New password").fill("another secret of length");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/secret/);
});
