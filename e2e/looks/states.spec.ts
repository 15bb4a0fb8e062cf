// Every screen when it cannot show what it is for: nothing there yet, still on its way, failed, not allowed, offline. What
// a page says stands in its HTML, before any script runs, with the status that says so and the id of the request.
import Database from "better-sqlite3";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, frozenUrl, test, type DemoRole } from "../support/frozen-portal.ts";

test.use({ trace: "off" });

const model = "/models/speech/silero-vad";
const makers = "contributor or maintainer";

type Row = {
  /** Its address on demo data, and who opens it. */
  readonly path: string;
  readonly as: DemoRole;
  /** A table without which it cannot be read; where only a part fails, what that part says. */
  readonly needs: string;
  readonly part?: string;
  /** Who may not open it, and what it takes; everybody else who is signed in may. */
  readonly refuses?: { readonly role: DemoRole; readonly takes: string };
};
const auditorsOnly = {
  role: "contributor",
  takes: "You need the auditor or admin role to read the audit log",
} as const;
const nobody = "00000000-0000-7000-8000-000000000000";
const lists = "The list could not be read";
const screens: Readonly<Record<string, Row>> = {
  "/": { path: "/", as: "contributor", needs: "promotion" },
  "/models": { path: "/models", as: "admin", needs: "model_summary", part: lists },
  "/models/new": {
    path: "/models/new",
    as: "contributor",
    needs: "promotion",
    refuses: { role: "reviewer", takes: `You need the ${makers} role to register models in a team` },
  },
  "/models/[team]/[name]": { path: model, as: "contributor", needs: "alias" },
  "/models/[team]/[name]/versions": { path: `${model}/versions`, as: "contributor", needs: "alias" },
  "/models/[team]/[name]/versions/new": {
    path: `${model}/versions/new`,
    as: "contributor",
    needs: "alias",
    refuses: { role: "reviewer", takes: `You need the ${makers} role to register versions` },
  },
  "/models/[team]/[name]/history": { path: `${model}/history`, as: "contributor", needs: "alias" },
  "/models/[team]/[name]/settings": { path: `${model}/settings`, as: "maintainer", needs: "alias" },
  "/models/[team]/[name]/v/[number]": { path: `${model}/v/2`, as: "contributor", needs: "lineage_edge" },
  "/models/[team]/[name]/v/[number]/draft": {
    path: "/models/speech/wake-word/v/4/draft",
    as: "contributor",
    needs: "lineage_edge",
  },
  "/models/[team]/[name]/v/[number]/files": { path: `${model}/v/2/files`, as: "contributor", needs: "lineage_edge" },
  "/models/[team]/[name]/v/[number]/card": { path: `${model}/v/2/card`, as: "contributor", needs: "lineage_edge" },
  "/models/[team]/[name]/v/[number]/evaluations": {
    path: `${model}/v/2/evaluations`,
    as: "contributor",
    needs: "lineage_edge",
  },
  "/models/[team]/[name]/v/[number]/lineage": {
    path: `${model}/v/2/lineage`,
    as: "contributor",
    needs: "lineage_edge",
  },
  "/models/[team]/[name]/v/[number]/promotions": {
    path: `${model}/v/2/promotions`,
    as: "contributor",
    needs: "lineage_edge",
  },
  "/promotions/[number]": { path: "/promotions/20", as: "reviewer", needs: "policy_version" },
  "/promotions/new": {
    path: "/promotions/new?version=speech/silero-vad:3",
    as: "contributor",
    needs: "policy_version",
    refuses: { role: "reviewer", takes: `You need the ${makers} role to ask for a promotion` },
  },
  "/compare": {
    path: "/compare?v=speech/silero-vad:3",
    as: "contributor",
    needs: "dataset",
    part: "These two cannot be compared",
  },
  "/reviews": { path: "/reviews", as: "reviewer", needs: "dismissal", part: "The inbox could not be read" },
  "/datasets": { path: "/datasets", as: "contributor", needs: "dataset", part: lists },
  "/datasets/[id]": { path: `/datasets/${nobody}`, as: "contributor", needs: "dataset" },
  "/audit": {
    path: "/audit",
    as: "auditor",
    needs: "audit_checkpoint",
    refuses: auditorsOnly,
  },
  "/audit/[index]": {
    path: "/audit/1",
    as: "auditor",
    needs: "audit_checkpoint",
    refuses: auditorsOnly,
  },
  "/audit/integrity": {
    path: "/audit/integrity",
    as: "auditor",
    needs: "audit_checkpoint",
    refuses: auditorsOnly,
  },
  "/settings/profile": { path: "/settings/profile", as: "contributor", needs: "promotion" },
  "/settings/tokens": { path: "/settings/tokens", as: "contributor", needs: "token" },
  "/settings/sessions": { path: "/settings/sessions", as: "contributor", needs: "promotion" },
  "/admin/people": { path: "/admin/people", as: "admin", needs: "promotion" },
  "/admin/people/[id]": { path: `/admin/people/${nobody}`, as: "admin", needs: "promotion" },
  "/admin/service-accounts": { path: "/admin/service-accounts", as: "admin", needs: "promotion" },
  "/admin/teams": { path: "/admin/teams", as: "admin", needs: "promotion" },
  "/admin/groups": { path: "/admin/groups", as: "admin", needs: "group" },
  "/admin/groups/[slug]": { path: "/admin/groups/validators", as: "admin", needs: "group" },
  "/admin/grants": {
    path: "/admin/grants",
    as: "admin",
    needs: "group",
    refuses: { role: "contributor", takes: "You need the auditor or admin role to see who holds which role" },
  },
  "/admin/roles": { path: "/admin/roles", as: "admin", needs: "promotion" },
};
const rows = Object.values(screens);

test("every page behind sign-in stands in this table", () => {
  const app = fileURLToPath(new URL("../../apps/web/src/app", import.meta.url));
  const routes = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file) && !file.startsWith("(door)"))
    .map((file) => `/${file.replace(/^\(portal\)\//, "").replace(/\/?page\.tsx$/, "")}`);
  expect(routes.sort()).toEqual(Object.keys(screens).sort());
});

type Portal = { get(path: string, role?: DemoRole): Promise<{ readonly status: number; readonly text: string }> };

/** Status and text of a page to somebody whose browser runs no scripts. */
async function read(portal: Portal, path: string, role?: DemoRole) {
  const answer = await portal.get(path, role);
  return { status: answer.status, text: answer.text.replace(/<script\b[^]*?<\/script>/g, "").replace(/<[^>]+>/g, " ") };
}
const requestId = /Request\s+([0-9a-f-]{36})/;

for (const { path, refuses } of rows)
  if (refuses)
    test(`${path} answers 403 to a ${refuses.role} and names the missing right and who gives it`, async ({
      portal,
    }) => {
      const { status, text } = await read(portal, path, refuses.role);
      expect(status).toBe(403);
      expect(text).toContain("You may not open this page");
      expect(text).toContain(refuses.takes);
      expect(text).toContain("Ask an admin of this registry for the role named above");
      expect(text).toMatch(requestId);
      expect(text).not.toContain("(optional)"); // no field of a form that could not be sent
    });

test("every page sends who is not signed in to the door", async ({ portal }) => {
  for (const { path } of rows) expect.soft((await portal.get(path)).status, path).toBe(307);
});

for (const path of [
  "/models/speech/no-such-model",
  "/models/speech/silero-vad/v/99",
  "/models/speech/silero-vad/v/x",
  "/promotions/999",
  "/promotions/new",
  "/datasets/nothing",
  "/no/such/address",
])
  test(`${path} answers 404 with what, why and what next`, async ({ portal }) => {
    const { status, text } = await read(portal, path, "contributor");
    expect(status).toBe(404);
    expect(text).toContain("There is nothing at this address, or you may not see it");
    expect(text).toMatch(requestId);
  });

test("a spent claim address answers 404", async ({ portal }) => {
  expect((await read(portal, "/claim/code")).status).toBe(404);
});

/** Runs while a table of the server's database is out of its reach. */
async function without(dataFolder: string, table: string, act: () => Promise<void>) {
  const database = new Database(join(dataFolder, "demo", "chancery.db"), { timeout: 10_000 });
  database.pragma("legacy_alter_table = ON"); // triggers and keys go on naming it
  database.exec(`ALTER TABLE "${table}" RENAME TO "${table}_away"`);
  try {
    await act();
  } finally {
    database.exec(`ALTER TABLE "${table}_away" RENAME TO "${table}"`);
    database.close();
  }
}

for (const table of new Set(rows.map(({ needs }) => needs)))
  test(`without ${table} each page that needs it says what failed, that nothing changed, what next, and the request the log has`, async ({
    portal,
  }) => {
    await without(portal.server.dataFolder, table, async () => {
      for (const { path, as, part } of rows.filter(({ needs }) => needs === table)) {
        const { status, text } = await read(portal, path, as);
        expect.soft(status, path).toBe(part ? 200 : 500);
        expect.soft(text, path).toContain(part ?? "This page failed");
        if (!part) expect.soft(text, path).toContain("Nothing was changed.");
        expect.soft(text, path).toContain("Try again");
        const [, id = "none"] = requestId.exec(text) ?? [];
        await expect.poll(() => portal.server.output(), { message: path }).toContain(id);
      }
    });
  });

test("a part whose reading fails leaves the rest of the page standing", async ({ portal }) => {
  await without(portal.server.dataFolder, "dataset", async () => {
    const { text } = await read(portal, "/datasets", "contributor");
    expect(text).toContain("Register a dataset");
  });
});

/** Keeps back what the pages fetch from now on; the answer lets it through. */
async function hold(page: Page): Promise<() => Promise<void>> {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  await page.route(/[?&]_rsc=/, async (route) => {
    await opened;
    await route.continue();
  });
  return async () => {
    open();
    await page.unrouteAll({ behavior: "wait" });
  };
}

const link = (name: string | RegExp) => (page: Page) => page.getByRole("link", { name }).first().click();
const byPalette = async (page: Page) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("> sessions");
  await page.getByRole("option", { name: "Sessions" }).click();
};
const journeys = [
  {
    to: "a list, from the side nav",
    from: "/settings/profile",
    follow: link("Datasets"),
    beside: "main [role=region]",
  },
  { to: "a model, from its row", from: "/models", follow: link("speech/silero-vad"), beside: "main aside" },
  { to: "a tab", from: model, follow: link(/^Versions/), beside: "main [role=region]" },
  { to: "a promotion, from its model", from: model, follow: link(/^P-20/), beside: "main aside" },
  { to: "a place, from the palette", from: "/models", follow: byPalette, beside: "main [role=region]" },
];

for (const { to, from, follow, beside } of journeys)
  test(`what is on its way to ${to} is announced after 150 ms by blocks of its size that do not move`, async ({
    pageAs,
  }) => {
    const page = await pageAs("contributor");
    await page.setViewportSize({ width: 1360, height: 900 });
    await page.goto(from);
    await page.waitForLoadState("networkidle");
    const release = await hold(page);
    await follow(page);
    const waiting = page.locator("[role=status]", { hasText: "Opening the page" });
    await expect(waiting).toBeVisible();
    const blocks = waiting.locator("[data-blocks]");
    expect(await waiting.evaluate((element) => getComputedStyle(element).animationDelay)).toBe("0.15s");
    const moving = () =>
      waiting.evaluate((element) =>
        element.getAnimations({ subtree: true }).filter((one) => one.playState === "running"),
      );
    await expect.poll(moving).toEqual([]);
    const [head, side] = [blocks.locator(":scope > span").first(), blocks.locator("[data-block]").last()];
    const [headBox, sideBox] = [(await head.boundingBox())!, (await side.boundingBox())!];
    await release();
    await expect(waiting).toHaveCount(0);
    const title = (await page.locator("main h1").boundingBox())!;
    expect([headBox.x, headBox.y, headBox.height]).toEqual([title.x, title.y, title.height]);
    const came = (await page.locator(beside).last().boundingBox())!;
    expect([sideBox.x, sideBox.width]).toEqual([came.x, came.width]);
  });

test("a new query of a list leaves its rows to be read, under a mark", async ({ pageAs }) => {
  const page = await pageAs("contributor");
  await page.goto("/models");
  await page.waitForLoadState("networkidle");
  const release = await hold(page);
  await page.getByLabel("Name or description").fill("silero");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("refreshing…")).toBeVisible();
  await expect(page.getByRole("link", { name: "speech/diarizer" })).toBeVisible();
  await release();
  await expect(page).toHaveURL(`${frozenUrl}/models?q=silero`);
  await expect(page.getByRole("link", { name: "speech/diarizer" })).toHaveCount(0);
});

test("a broken connection is said over the page, which stays to be read, and another try ends it", async ({
  pageAs,
}) => {
  const page = await pageAs("contributor");
  await page.goto("/models");
  await page.waitForLoadState("networkidle");
  const banner = page.getByRole("alert").filter({ hasText: "You are offline" });
  await page.context().setOffline(true);
  await expect(banner).toBeVisible();
  await banner.getByRole("button", { name: "Try again" }).click();
  await expect(banner.getByRole("button", { name: "Try again" })).toBeEnabled();
  await expect(page.getByRole("link", { name: "speech/silero-vad" })).toBeVisible();
  await page.context().setOffline(false);
  await expect(banner).toBeHidden();
  // The browser may not notice that the way is free: then the button finds it out.
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await banner.getByRole("button", { name: "Try again" }).click();
  await expect(banner).toBeHidden();
});
