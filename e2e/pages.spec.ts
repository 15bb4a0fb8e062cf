// Every page of the portal, on demo data, in both themes: accessible, within its own policy, asking nobody else.
import type { Page } from "@playwright/test";
import { accessibilityFaults, linksOf, watch } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

test.use({ serverArgs: ["--demo"] });

const themes = ["light", "dark"] as const;
/** Pages that differ only in what they are about are looked at once. */
const kindOf = (path: string) =>
  path
    .replace(/^\/compare\?.*$/, "/compare/TWO") // without a query it is an empty form
    .replace(/\?.*$/, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "ID")
    .replace(/^\/models\/[^/]+\/[^/]+/, "/models/TEAM/NAME")
    .replace(/\/\d+/, "/N");

for (const role of ["admin", "reviewer", "contributor"])
  test(`every page a demo ${role} can reach is accessible in both themes, within its policy, and asks nobody else`, async ({
    server,
    page,
  }) => {
    test.setTimeout(300_000);
    const faults = await watch(page, server.url);
    await signInAs(page, await server.printed(new RegExp(`^ +${role}\\b.*/sign-in/\\S+$`, "m")));
    const seen = new Set<string>();
    const waiting = [new URL(page.url()).pathname];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      if (seen.has(kindOf(path))) continue;
      seen.add(kindOf(path));
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await page.waitForLoadState("networkidle");
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        expect(await accessibilityFaults(page), `${path} in ${colorScheme}`).toEqual([]);
      }
      waiting.push(...(await linksOf(page)));
    }
    expect(faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(10);
  });

test("the reference page of the API is accessible in both themes, and scrolls sideways on no screen", async ({
  server,
  page,
}) => {
  const faults = await watch(page, server.url);
  expect((await page.goto(`${server.url}/api/docs`))?.status()).toBe(200);
  for (const closed of await page.locator("main > details").all())
    await closed.evaluate((one: HTMLDetailsElement) => (one.open = true));
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFaults(page), colorScheme).toEqual([]);
  }
  for (const width of [1360, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBe(width);
  }
  expect(faults).toEqual([]);
});

test("where motion is not wanted a change of colour is whole at once, however deep the page", async ({
  server,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${server.url}/sign-in`);
  const [before, after] = await page.evaluate(() => {
    const outer = document.createElement("p");
    const inner = outer.appendChild(document.createElement("strong"));
    document.body.append(outer);
    const colour = () => getComputedStyle(inner).color;
    const first = colour();
    outer.style.color = "rgb(1, 2, 3)";
    return [first, colour()];
  });
  expect(before).not.toBe("rgb(1, 2, 3)");
  expect(after).toBe("rgb(1, 2, 3)");
});

async function signInAs(page: Page, printed: string): Promise<void> {
  await page.goto(printed.slice(printed.lastIndexOf("http")));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}
