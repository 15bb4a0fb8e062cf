// People of the journey, each in a browser of their own: how they come in and what they are given.
import { expect, type Browser, type Locator, type Page } from "@playwright/test";

export type Person = { readonly name: string; readonly email: string; readonly password: string };
export const person = (name: string): Person => ({
  name,
  email: `${name.toLowerCase().replace(/\W+/g, ".")}@example.test`,
  password: `${name} signs with a long sentence`,
});

/** Spends the claim link; leaves the admin signed in. */
export async function claim(page: Page, link: string, admin: Person): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(admin.name);
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Claim this registry" }).click();
  await expect(page.getByRole("heading", { name: "Teams" })).toBeVisible();
}

export async function addTeam(admin: Page, slug: string, name: string): Promise<void> {
  await admin.goto("/admin/teams");
  await admin.getByRole("button", { name: "Add team" }).click();
  const dialog = admin.getByRole("dialog", { name: "Add a team" });
  await dialog.getByLabel("Slug").fill(slug);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add team" }).click();
  await expect(
    admin
      .getByRole("cell", { name: slug })
      .or(admin.getByRole("rowheader", { name: slug }))
      .first(),
  ).toBeVisible();
}

/** Invites somebody and opens the link as them: a page of their own, signed in. */
export async function invite(admin: Page, browser: Browser, invited: Person): Promise<Page> {
  await admin.goto("/admin/people");
  await admin.getByRole("button", { name: "Add person" }).click();
  const dialog = admin.getByRole("dialog", { name: "Add a person" });
  await dialog.getByLabel("Name").fill(invited.name);
  await dialog.getByLabel("E-mail").fill(invited.email);
  await dialog.getByRole("button", { name: "Add and make a link" }).click();
  const link = await secretIn(dialog);
  const page = await newPage(browser, admin);
  await page.goto(link);
  await page.getByLabel("Password", { exact: true }).fill(invited.password);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page).not.toHaveURL(/join/);
  return page;
}

export async function giveRole(admin: Page, to: string, role: string, on: string): Promise<void> {
  await admin.goto("/admin/grants");
  await admin.getByRole("button", { name: "Give a role" }).click();
  const dialog = admin.getByRole("dialog", { name: "Give a role" });
  await pick(dialog, "To", to);
  await choose(dialog, "Role", `${role}:`);
  await pick(dialog, "On", on);
  await dialog.getByRole("button", { name: "Give role" }).click();
  await expect(dialog).toBeHidden();
}

/** The second person confirms who is to become a reviewer or an admin. */
export async function confirmRole(second: Page, who: string): Promise<void> {
  await second.goto("/reviews");
  await second.getByRole("button", { name: new RegExp(`^Confirm ${who} as`) }).click();
  const dialog = second.getByRole("dialog", { name: `Confirm ${who}?` });
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
}

/** A new token of whoever's token page this is; it names voting where that is offered. */
export async function newToken(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: /^New token/ }).click();
  const dialog = page.getByRole("dialog", { name: /^New API token/ });
  await dialog.getByLabel("Name").fill(name);
  const voting = dialog.getByRole("checkbox", { name: /^promotion:vote/ });
  if ((await voting.count()) > 0) await voting.check();
  await dialog.getByRole("button", { name: "Create token" }).click();
  const token = await secretIn(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();
  return token;
}

/** A service account of somebody's, and a token that they made for it. */
export async function addServiceAccount(
  admin: Page,
  name: string,
  { owner, page }: { readonly owner: string; readonly page: Page },
): Promise<string> {
  await admin.goto("/admin/service-accounts");
  await admin.getByRole("button", { name: "Add service account" }).click();
  const dialog = admin.getByRole("dialog", { name: "Add a service account" });
  await dialog.getByLabel("Name").fill(name);
  await pick(dialog, "Owner", owner);
  await dialog.getByRole("button", { name: "Add service account" }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/admin/service-accounts");
  await page.getByLabel(`Tokens of ${name}`).click();
  return newToken(page, "deploy job");
}

/** A browser without anybody's cookies, at the same server. */
export async function newPage(browser: Browser, like: Page): Promise<Page> {
  const context = await browser.newContext({ baseURL: new URL(like.url()).origin, viewport: like.viewportSize() });
  return context.newPage();
}

const secretIn = async (dialog: Locator): Promise<string> => (await dialog.locator("code").first().innerText()).trim();

async function choose(dialog: Locator, label: string, text: string): Promise<void> {
  const select = dialog.getByLabel(label, { exact: true });
  const value = await select.locator("option", { hasText: text }).first().getAttribute("value");
  await select.selectOption(value);
}

/** Types into a field that asks the server, and takes the first choice that says so. */
export async function pick(dialog: Locator, label: string, text: string): Promise<void> {
  await dialog.getByLabel(label, { exact: true }).fill(text);
  await dialog.page().getByRole("option", { name: text }).first().click();
}
