// Every dialog, menu and drawer a demo visitor can open, in both themes: no accessibility fault that a machine can find,
// nothing refused by the page's own policy, nothing asked of another host; Escape closes it and gives focus back.
import type { Locator, Page } from "@playwright/test";
import { accessibilityFaults, watch } from "../support/axe.ts";
import { expect, frozenUrl, test, type DemoRole } from "../support/frozen-portal.ts";

test.use({ trace: "off" });

const pages: Readonly<Partial<Record<DemoRole, readonly string[]>>> = {
  admin: ["/models", "/admin/people", "/admin/teams", "/admin/groups", "/admin/service-accounts", "/admin/grants"],
  maintainer: ["/models/speech/silero-vad", "/models/speech/silero-vad/v/1", "/models/speech/silero-vad/settings"],
  contributor: ["/datasets", "/settings/tokens", "/settings/sessions"],
};
const themes = ["light", "dark"] as const;
/** What opens something over the page; triggers of the same name, as one per row, are opened once. */
const triggers = (page: Page) => page.locator('[aria-haspopup="dialog"]:visible, [aria-haspopup="menu"]:visible');

for (const [role, paths] of Object.entries(pages) as [DemoRole, readonly string[]][])
  test(`what opens over the pages of a demo ${role} is accessible in both themes`, async ({ pageAs }) => {
    const page = await pageAs(role);
    await page.setViewportSize({ width: 1360, height: 900 });
    const refused = await watch(page, frozenUrl);
    let opened = 0;
    for (const path of paths)
      for (const colorScheme of themes) {
        await openIn(page, path, colorScheme);
        for (const trigger of await onePerName(triggers(page))) {
          await trigger.click();
          await judge(page, `${path}: ${await trigger.innerText()} in ${colorScheme}`);
          await expect(trigger).toBeFocused();
          opened += 1;
        }
      }
    expect(refused).toEqual([]);
    expect(opened).toBeGreaterThanOrEqual(2 * paths.length);
  });

test("the drawer of a narrow screen is accessible in both themes", async ({ pageAs }) => {
  const page = await pageAs("admin");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const colorScheme of themes) {
    await openIn(page, "/models", colorScheme);
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await judge(page, `the drawer in ${colorScheme}`);
  }
});

async function onePerName(all: Locator): Promise<readonly Locator[]> {
  const names = await all.allInnerTexts();
  const kinds = names.map((name) => name.replace(/^(Tokens of|Account of)\b.*/s, "$1").split("\n", 1)[0]);
  return (await all.all()).filter((_, at) => kinds.indexOf(kinds[at]) === at);
}

/** Loaded anew for each theme: a page caught between two has colours of both. */
async function openIn(page: Page, path: string, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.goto(path);
}

/** Judges what stands open, and closes it. */
async function judge(page: Page, what: string): Promise<void> {
  const popup = page.locator('[role="dialog"]:visible, [role="menu"]:visible');
  await expect(popup).toBeVisible();
  // What floats over the page stands in no landmark of it.
  expect(await accessibilityFaults(page, { except: ["region"] }), what).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(popup).toBeHidden();
}
