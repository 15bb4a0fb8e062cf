// Whose an account is, in the portal: an invited colleague is marked until another vouches for them; a reset of a password
// waits, is told to its holder, and is cancelled or confirmed.
import { expect, test, type Browser, type Page } from "@playwright/test";
import { watch } from "../support/axe.ts";
import { claimedBy, join, signIn, type Session } from "../support/http.ts";
import { lookEverywhere } from "../support/look-everywhere.ts";
import { person, type Person } from "../support/people.ts";
import { startServer, type RunningServer } from "../support/server.ts";

const [root, ada, bo] = [person("Root Rand"), person("Ada Okafor"), person("Bo Berg")];
const reason = "Recall rises and nothing falls.";
let server: RunningServer;
let admin: Session;

test.beforeEach(async () => {
  test.setTimeout(240_000);
  server = await startServer({ env: claimedBy(root) });
  await server.printed(/Claimed for /);
  admin = await signIn(server.url, root);
});
test.afterEach(() => server.stop());

test("who made an invitation decides on what came by it once another has vouched; where nobody could, it is marked", async ({
  browser,
}) => {
  const { id: scopeId } = (await admin.mutate("teams.create", { slug: "speech", name: "Speech" })) as { id: string };
  const maker = await join(admin, ada);
  const me = (await admin.query("me.get")) as { id: string };
  await admin.mutate("grants.give", { actorId: maker.actorId, role: "contributor", scope: "team", scopeId });
  await admin.mutate("grants.give", { actorId: me.id, role: "reviewer", scope: "team", scopeId });
  await maker.mutate("models.create", { team: "speech", name: "vad" });
  const first = await ask(maker, "1");
  const page = await inBrowser(browser, root);
  const faults = await watch(page, server.url);

  await test.step("alone with whom one invited, a vote counts and says that nobody independent had vouched", async () => {
    await page.goto(`/promotions/${first}`);
    await page.getByLabel(/^Your note/).fill("Read it all.");
    await page.getByRole("button", { name: "Approve v1 for production" }).click();
    const said = page.getByText("nobody independent had vouched for the holder of the account of Ada Okafor");
    await expect(said).toHaveCount(3); // in the headline, beside the vote, and in the history
    await lookEverywhere(page, "marked");
  });

  const reviewer = await join(admin, bo);
  const colleague = await inBrowser(browser, bo);
  await test.step("a colleague is led to whom they may vouch for, and vouches", async () => {
    await colleague.goto("/models");
    await colleague.getByRole("link", { name: "People 1 waiting for you" }).click();
    await lookEverywhere(colleague, "to-vouch");
    await colleague.getByRole("button", { name: "Vouch for Ada Okafor" }).click();
    const dialog = colleague.getByRole("dialog", { name: "Vouch for Ada Okafor?" });
    await expect(dialog).toContainText("Root Rand made the link that opened it");
    await lookEverywhere(colleague, "vouch");
    await dialog.getByRole("button", { name: "Vouch" }).click();
    await expect(colleague.getByText("You vouched for Ada Okafor.")).toBeVisible();
  });

  await test.step("from then on nobody's word goes through an account of their own making", async () => {
    await admin.mutate("grants.give", { actorId: reviewer.actorId, role: "contributor", scope: "team", scopeId });
    const second = await ask(reviewer, "2");
    await page.goto(`/promotions/${second}`);
    await expect(page.getByText(/he account of Bo Berg was opened through a link that you made/).first()).toBeVisible();
    await lookEverywhere(page, "barred");
    await maker.mutate("people.vouch", { actorId: reviewer.actorId });
    await page.reload();
    await page.getByLabel(/^Your note/).fill("Read it all.");
    await page.getByRole("button", { name: "Approve v2 for production" }).click();
    await expect(page.getByText("executed").first()).toBeVisible();
    await expect(page.getByText("nobody independent had vouched for the holder of the account of Bo Berg")).toHaveCount(
      3,
    );
    await page.goto("/reviews?tab=decided");
    const marks = page.getByText("rests on an account that nobody independent has vouched for");
    await expect(marks).toHaveCount(2);
    await lookEverywhere(page, "marked-list");
    await page.goto("/admin/people");
    await expect(page.getByText("not vouched for independently")).toHaveCount(2);
    await lookEverywhere(page, "vouched-alone");
  });
  expect(faults).toEqual([]);
});

test("a reset of a password waits, is told to its holder, who cancels it; a second person lets it work", async ({
  browser,
}) => {
  const cy = person("Cy Cole");
  const di = person("Di Dorn");
  const held = await join(admin, cy);
  const second = await join(admin, di);
  await held.mutate("people.vouch", { actorId: second.actorId });
  const [page, holder] = [await inBrowser(browser, root), await inBrowser(browser, cy)];

  await test.step("its link opens nothing yet, and the holder cancels it on any page", async () => {
    const link = await offer(page, cy);
    await holder.goto("/models");
    const banner = holder.getByRole("status").filter({ hasText: /^An admin made a link to reset your password at/ });
    await expect(banner).toContainText("or sooner with a second person");
    await lookEverywhere(holder, "reset-told");
    await use(browser, { link, password: "amber meadow 17 rain" }, async (door) => {
      await expect(door.getByText(/his link works from .* or once a second person confirms it/)).toBeVisible();
    });
    await banner.getByRole("button", { name: "Cancel reset of Cy Cole" }).click();
    await lookEverywhere(holder, "cancel-reset");
    await holder.getByRole("button", { name: "Cancel the reset" }).click();
    await expect(holder.getByText("The reset is cancelled.")).toBeVisible();
    await holder.reload();
    await expect(banner).toHaveCount(0);
  });

  await test.step("a second person confirms it under People, and its use ends the holder's session", async () => {
    const everywhere = { scope: "organisation", scopeId: "organisation" };
    const given = await admin.mutate("grants.give", { actorId: second.actorId, role: "admin", ...everywhere });
    expect(given).toMatchObject({ beginning: "alone" });
    const link = await offer(page, cy);
    const other = await inBrowser(browser, di);
    await other.goto("/admin/people");
    await lookEverywhere(other, "reset-under-way");
    await other.getByRole("button", { name: "Confirm reset of Cy Cole" }).click();
    await other.getByRole("button", { name: "Confirm reset" }).last().click();
    await expect(other.getByText("The reset link of Cy Cole works.")).toBeVisible();
    await use(browser, { link, password: "amber meadow 17 rain" }, async (door) => {
      await expect(door).not.toHaveURL(/reset/);
    });
    await holder.goto("/models");
    await expect(holder).toHaveURL(/login/);
  });
});

/** A version of speech/vad asked into production: the promotion's number. */
async function ask(by: Session, version: string): Promise<number> {
  const descriptor = { supplier: "Acme", product: "Ears", version, endpoint: "https://ears.test" };
  const made = { model: "speech/vad", kind: "external", descriptor };
  const { id: versionId } = (await by.mutate("versions.create", made)) as { id: string };
  await by.mutate("versions.seal", { versionId });
  const asked = await by.mutate("promotions.request", { versionId, stage: "production", reason });
  return (asked as { number: number }).number;
}

/** Makes a reset link in the portal, for somebody else. */
async function offer(page: Page, { name }: Person): Promise<string> {
  await page.goto("/admin/people");
  await page.getByRole("row", { name }).getByRole("button", { name: "Reset password" }).click();
  const dialog = page.getByRole("dialog", { name: `Make a reset link for ${name}?` });
  await dialog.getByRole("button", { name: "Make a reset link" }).click();
  const link = (await page.getByRole("dialog").locator("code").first().innerText()).trim();
  await lookEverywhere(page, "reset-link");
  return link;
}

async function use(
  browser: Browser,
  { link, password }: { readonly link: string; readonly password: string },
  then: (door: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  const door = await context.newPage();
  await door.goto(link);
  await door.getByLabel("New password", { exact: true }).fill(password);
  await door.getByRole("button", { name: /^Set/ }).click();
  await then(door);
  await context.close();
}

async function inBrowser(browser: Browser, { email, password }: Person): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1360, height: 860 } });
  const { cookie } = await signIn(server.url, { email, password });
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url };
    }),
  );
  return context.newPage();
}
