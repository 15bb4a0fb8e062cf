// What people wrote or named to break a page: cards that weigh much, names without a blank, filters that name nothing.
import { createHash } from "node:crypto";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { illegible } from "../support/legible.ts";
import { join, type Session } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openRegistry, team, type Registry } from "../support/registry.ts";
import { openPlace, type Place } from "../support/server.ts";

/** Of HTML, before compression. */
const most = 300_000;
const model = `${team}/cards`;
const letters = (length: number) => "n".repeat(length);
const longModel = `${team}/${letters(126)}`;

let place: Place;
let registry: Registry;
/** May change the cards: their editors hold the text again. */
let keeper: Session;
let promotion: number;
let versionId: string;
let modelId: string;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  place = await openPlace();
  registry = await openRegistry(place);
  await fill();
});
test.afterAll(async () => {
  await registry.server.stop();
  await place.remove();
});

const read = async (path: string) => {
  const answer = await fetch(registry.server.url + path, {
    headers: { cookie: keeper.cookie, "accept-encoding": "identity" },
  });
  return { status: answer.status, html: (await answer.text()).replaceAll("<!-- -->", "") };
};

const bodies: readonly (readonly [string, string])[] = [
  ["64 kB of <", "<".repeat(64_000)],
  ["64 kB of &", "&".repeat(64_000)],
  ["64 kB of quotes", "\"'".repeat(32_000)],
  ["200 kB of >", `a${">".repeat(199_000)}`],
  ["many small elements", "*a* ".repeat(1_600)],
  ["more than are formatted", "`a` ".repeat(16_000)],
  ["many empty cells", `|a|\n|-|\n${"|".repeat(60_000)}`],
  ["one address again and again", `${"[a] ".repeat(900)}\n\n[a]: https://a.example/${"a".repeat(1_500)}`],
  ["what cannot be seen", "a\u200b".repeat(16_000)],
  ["many lists", "- a\n".repeat(1_600)],
];

for (const [what, body] of bodies)
  test(`keeps every page that shows a card within 300 kB, and all of it readable: ${what}`, async () => {
    test.setTimeout(90_000);
    await write(body);
    const pages = {
      overview: `/models/${model}`,
      settings: `/models/${model}/settings`,
      version: `/models/${model}/v/1`,
      card: `/models/${model}/v/1/card`,
      review: `/promotions/${promotion}`,
    };
    for (const path of Object.values(pages)) {
      await expect
        .poll(async () => (await read(path)).html, { timeout: 30_000 })
        .not.toContain("it is being formatted");
      const { status, html } = await read(path);
      expect.soft(status, path).toBe(200);
      expect.soft(Buffer.byteLength(html), path).toBeLessThanOrEqual(most);
    }
    for (const path of [pages.overview, pages.card]) {
      const { html } = await read(path);
      if (!html.includes("Shown as it was written")) continue;
      const count = Number(/Part 1 of (\d+)/.exec(html)?.[1] ?? 1);
      let whole = "";
      for (let part = 1; part <= count; part += 1) {
        const one = (await read(`${path}?part=${part}`)).html;
        expect.soft(one.length, `${path}, part ${part}`).toBeLessThanOrEqual(most);
        whole += /<pre[^>]*>([^]*?)<\/pre>/.exec(one)?.[1] ?? "";
      }
      expect.soft(plain(whole).replaceAll("‹U+200B›", "\u200b") === body, `${path} shows all of it`).toBe(true);
    }
  });

const plain = (html: string) =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

test("a card too long for one page is read part by part, and edited whole", async ({ browser }) => {
  const body = "<".repeat(64_000);
  await write(body);
  const page = await open(browser, 1360, keeper);
  await page.goto(`/models/${model}/v/1/card`);
  await expect(page.getByText("Part 1 of").first()).toBeVisible();
  await page.getByRole("link", { name: "Next part" }).first().click();
  await expect(page.getByText("Part 2 of").first()).toBeVisible();
  await expect(page.getByText(/^Shown as it was written/).first()).toBeVisible();
  await page.goto(`/models/${model}/settings`);
  await expect(page.getByRole("textbox", { name: /^What it is for/ })).toHaveValue(body);
  await page.context().close();
});

for (const width of [1360, 390])
  for (const colorScheme of ["light", "dark"] as const)
    test(`names without a blank break no layout at ${width} px, ${colorScheme}`, async ({ browser }) => {
      test.setTimeout(120_000);
      const page = await open(browser, width);
      await page.emulateMedia({ colorScheme });
      for (const [name, path] of [
        ["models", "/models"],
        ["model", `/models/${longModel}`],
        ["versions", `/models/${longModel}/versions`],
        ["settings", `/models/${longModel}/settings`],
        ["version", `/models/${longModel}/v/2`],
        ["evaluations", `/models/${longModel}/v/2/evaluations`],
        ["lineage", `/models/${longModel}/v/2/lineage`],
        ["compare", `/compare?v=${longModel}:1&v=${longModel}:2`],
        ["datasets", "/datasets"],
        ["people", "/admin/people"],
        ["grants", "/admin/grants"],
        ["audit", "/audit"],
      ] as const) {
        await page.goto(path);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(wider, path).toBeLessThanOrEqual(0);
        expect.soft(await illegible(page), path).toEqual([]);
        expect.soft(await squeezed(page), path).toEqual([]);
        if (process.env["CHANCERY_LOOK"])
          await page.screenshot({ path: `/tmp/hostile-${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
      await page.goto("/models");
      const table = page.getByRole("region", { name: "Sorted by last change" });
      expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
      await page.context().close();
    });

/** Values that their own names leave no room for. */
const squeezed = (page: Page) =>
  page.locator("dl > div > dd").evaluateAll((values) =>
    values.flatMap((value) => {
      const list = value.closest("dl")!.getBoundingClientRect();
      return list.width > 0 && value.getBoundingClientRect().width < list.width * 0.45
        ? [value.textContent?.slice(0, 40)]
        : [];
    }),
  );

test("a filter that names nothing says so beside the filters, and so does a period that ends first", async ({
  browser,
}) => {
  const page = await open(browser, 1360);
  for (const [path, said] of [
    ["/models?team=nope", "“team” is “nope”: there is no such team, or you may not see it"],
    ["/audit?actor=nope", "“actor” is “nope”: there is no such account"],
    ["/audit?subject=nope", "“subject” is “nope”: there is no such thing in the log"],
    ["/audit?from=2026-03-02&to=2026-03-01", "swap them"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(said).first()).toBeVisible();
    await expect(page.getByRole("search", { name: "Filters" })).toBeVisible();
    await expect(page.getByText(/No entry matches|No model you may see/)).toHaveCount(0);
  }
  const nobody = "01990000-0000-7000-8000-00000000dead";
  const grants = await page.goto(`/admin/grants?holder=${nobody}`);
  expect(grants?.status()).toBe(400);
  await expect(page.getByText("there is no such account or group").first()).toBeVisible();
  await page.context().close();
});

test("the form for a token shows every scope without scrolling within it", async ({ browser }) => {
  for (const width of [1360, 390]) {
    const page = await open(browser, width);
    await page.goto("/settings/tokens");
    await page.getByRole("button", { name: "New token" }).click();
    await page.getByLabel("Only what I choose").check();
    const groups = page.getByRole("dialog").getByRole("group", { name: /^Permissions|^Acts that need/ });
    await expect(groups).toHaveCount(2);
    for (const group of await groups.all())
      expect(await group.evaluate((box) => box.scrollHeight - box.clientHeight)).toBeLessThanOrEqual(0);
    for (const box of await groups.last().getByRole("checkbox").all()) {
      await box.scrollIntoViewIfNeeded();
      await expect(box).toBeInViewport();
    }
    if (process.env["CHANCERY_LOOK"]) await page.screenshot({ path: `/tmp/hostile-token-${width}.png` });
    await page.context().close();
  }
});

test("a link to reset somebody's password is told on every page of theirs, and to nobody else", async ({ browser }) => {
  const { id: actorId } = (await keeper.query("me.get")) as { id: string };
  const told = /^An admin made a link to reset your password at/;
  await registry.admin.mutate("people.offerPasswordReset", { actorId });
  for (const width of [1360, 390]) {
    const page = await open(browser, width, keeper);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto("/models");
      await expect(page.getByRole("status").filter({ hasText: told })).toBeVisible();
      expect(await illegible(page)).toEqual([]);
      if (process.env["CHANCERY_LOOK"])
        await page.screenshot({ path: `/tmp/hostile-reset-${width}-${colorScheme}.png` });
    }
    await page.context().close();
  }
  const page = await open(browser, 1360);
  await page.goto("/models");
  await expect(page.getByText(told)).toHaveCount(0);
  await page.context().close();
});

async function open(browser: Browser, width: number, { cookie }: Session = registry.admin): Promise<Page> {
  const { url } = registry.server;
  const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 } });
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    }),
  );
  return context.newPage();
}

/** The card of the model and of its version, each a new revision. */
async function write(body: string): Promise<void> {
  const { maker } = registry;
  const revisionOf = async (procedure: string, input: object) =>
    (await maker.query<{ card: { revision: number } }>(procedure, input)).card.revision;
  const ofModel = await revisionOf("models.get", { model });
  await maker.mutate("models.reviseCard", { modelId, body, revision: ofModel });
  const ofVersion = await revisionOf("versions.get", { versionId });
  await maker.mutate("versions.reviseCard", { versionId, body, revision: ofVersion });
}

async function fill(): Promise<void> {
  const { admin, maker } = registry;
  const joined = await join(admin, person("Mia Lund"));
  keeper = joined;
  const { items } = (await admin.query("teams.list")) as { items: readonly { id: string }[] };
  for (const role of ["contributor", "maintainer"])
    await admin.mutate("grants.give", { actorId: joined.actorId, role, scope: "team", scopeId: items[0]?.id });
  const descriptor = { supplier: "Acme", product: "Ears", version: "1", endpoint: "https://ears.test/v1" };
  const key = letters(60);
  const facts = { [key]: letters(126), short: letters(126), [`${key}2`]: "1" };
  const create = (of: string) =>
    maker.mutate<{ id: string; number: number }>("versions.create", {
      model: of,
      kind: "external",
      descriptor,
      params: facts,
      tags: facts,
    });
  modelId = (await maker.mutate<{ id: string }>("models.create", { team, name: "cards" })).id;
  versionId = (await create(model)).id;
  await maker.mutate("versions.seal", { versionId });
  promotion = (
    await maker.mutate<{ number: number }>("promotions.request", {
      versionId,
      stage: "production",
      reason: "Recall rises and nothing falls.",
    })
  ).number;
  const { id } = await maker.mutate<{ id: string }>("models.create", {
    team,
    name: letters(126),
    tags: facts,
    description: letters(126),
  });
  const sha256 = createHash("sha256").update("bytes").digest("hex");
  for (let n = 0; n < 2; n += 1) {
    const version = await create(longModel);
    await maker.mutate("evaluations.record", {
      versionId: version.id,
      phase: "validation",
      dataset: { name: letters(126), version: "1", sha256 },
      slice: letters(100),
      metrics: [{ name: letters(126), value: `0.${n + 1}`, direction: "higher" }],
    });
    await maker.mutate("evaluations.record", {
      versionId: version.id,
      phase: "validation",
      dataset: { name: letters(126), version: "1", sha256 },
      metrics: [{ name: letters(126), value: `0.${n + 1}`, direction: "higher" }],
    });
    await maker.mutate("versions.seal", { versionId: version.id });
    await maker
      .mutate("models.setAlias", { modelId: id, name: "a".repeat(60), versionId: version.id })
      .catch(() => undefined);
  }
}
