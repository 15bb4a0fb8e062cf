// S25, S45, S48: markup in every text anyone may write stays text on every page, for whoever looks at it.
import { expect, test as base, type Browser, type Page } from "@playwright/test";
import { linksOf, watch } from "../support/axe.ts";
import type { Session } from "../support/http.ts";
import { activeFiles, markup, packed, plant, type Planted } from "./planted.ts";
import { send } from "./raw.ts";

const test = base.extend<object, { readonly planted: Planted }>({
  planted: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing is needed
    async ({}, use) => {
      const planted = await plant();
      await use(planted);
      await planted.server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
test.setTimeout(180_000);

type Eyes = {
  readonly page: Page;
  /** What ran, was refused by the policy, or was asked of another host. */
  readonly faults: readonly string[];
  /** Opens the page and finds nothing in it that could run; answers its text. */
  look(path: string): Promise<string>;
  close(): Promise<void>;
};

async function eyesOf(browser: Browser, session: Session): Promise<Eyes> {
  const context = await browser.newContext({ baseURL: session.url, reducedMotion: "reduce" });
  const cookies = session.cookie.split("; ").map((pair) => /^([^=]+)=(.*)$/.exec(pair) ?? []);
  await context.addCookies(cookies.map(([, name = "", value = ""]) => ({ name, value, url: session.url })));
  const page = await context.newPage();
  const faults = (await watch(page, new URL(session.url).origin)) as string[];
  page.on("dialog", (dialog) => {
    faults.push(`${page.url()} opened a dialog`);
    void dialog.dismiss();
  });
  return {
    page,
    faults,
    async look(path) {
      await page.goto(path);
      await page.evaluate(() => new Promise((rested) => requestIdleCallback(rested, { timeout: 1000 })));
      const { text, live, title } = await page.evaluate(liveMarkup);
      for (const one of live) faults.push(`${path} holds ${one}`);
      if (!/Chancery/.test(title)) faults.push(`${path} is titled ${title}`);
      return text;
    },
    close: () => context.close(),
  };
}

/** In the page: everything that could run or lead somewhere by a scheme of its own, and what there is to read. */
function liveMarkup(): { text: string; live: string[]; title: string } {
  const live: string[] = [];
  for (const element of document.querySelectorAll("*")) {
    const asText = element.cloneNode(false) as Element;
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc") live.push(asText.outerHTML);
      if (/^(href|src|action|formaction|xlink:href|data)$/.test(name) && /^\s*(java|vb|data)/i.test(value))
        live.push(asText.outerHTML);
    }
    if (/^(iframe|object|embed|marquee|base|math|video|audio|image|animate)$/i.test(element.tagName))
      live.push(asText.outerHTML);
  }
  const read = document.body.cloneNode(true) as Element;
  for (const script of read.querySelectorAll("script, style, template")) script.remove();
  return { text: read.textContent, live, title: document.title };
}

/** Pages that differ only in what they are about are looked at once; of the audit log, one entry of each act. */
const kindOf = (path: string) =>
  path
    .replace(/\?.*$/, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "ID")
    .replace(/^\/audit\/\d+/, "/audit/N");

/** An entry of each act that stands in the log. */
async function entryPages(auditor: Session): Promise<readonly string[]> {
  const first = new Map<string, number>();
  for (let after: string | undefined, more = true; more;) {
    const page = (await auditor.query("audit.list", { limit: 100, ...(after && { after }) })) as {
      readonly items: readonly { readonly index: number; readonly kind: string }[];
      readonly next: string | null;
    };
    for (const { kind, index } of page.items) first.set(kind, index);
    more = page.next !== null;
    after = page.next ?? undefined;
  }
  return [...first.values()].map((index) => `/audit/${index}`);
}

for (const who of ["admin", "auditor"] as const)
  test(`S25, S48: on every page that the ${who} opens, markup in any field is text and nothing runs`, async ({
    planted,
    browser,
  }) => {
    const eyes = await eyesOf(browser, planted[who]);
    const read = new Map<string, string>();
    const seen = new Set<string>();
    const waiting = ["/", ...Object.keys(planted.shown), "/models/speech/javascript/settings"];
    if (who === "auditor") waiting.push(...(await entryPages(planted.auditor)));
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const kind = kindOf(path);
      const isListed =
        /^\/(admin|models\/.*\/lineage).*[?&]after=/.test(path) || (who === "auditor" && /^\/audit\/\d+$/.test(path));
      if (seen.has(path) || (seen.has(kind) && !isListed)) continue;
      seen.add(path).add(kind);
      read.set(kind, `${read.get(kind) ?? ""}\n${await eyes.look(path)}`);
      if (!isListed) waiting.push(...(await linksOf(eyes.page)));
    }
    await eyes.close();
    expect(eyes.faults).toEqual([]);
    const missing = Object.entries(planted.shown).flatMap(([path, texts]) =>
      texts.filter((text) => !(read.get(path) ?? "").includes(text)).map((text) => `${path} does not show ${text}`),
    );
    if (who === "admin") expect(missing).toEqual([]);
    expect([...seen].filter((path) => !/^\/audit\/|\?/.test(path)).length).toBeGreaterThan(20);
  });

test("S25, S48: markup in an address, a filter or the palette's search is text and nothing runs", async ({
  planted,
  browser,
}) => {
  const eyes = await eyesOf(browser, planted.admin);
  for (const text of packed(190)) {
    const said = encodeURIComponent(text);
    for (const path of [`/models?q=${said}&team=${said}`, `/audit?q=${said}&actor=${said}&subject=${said}`])
      await eyes.look(path);
  }
  const all = encodeURIComponent(markup.join(" "));
  for (const path of [
    "/reviews?tab=",
    "/datasets?q=",
    "/compare?a=",
    "/promotions/new?version=",
    "/admin/grants?holder=",
  ])
    await eyes.look(path + all);
  for (const path of ["/models/", "/promotions/", "/audit/", "/nowhere/"])
    await eyes.look(path + encodeURIComponent(markup[7] ?? ""));
  for (const next of ["javascript:alert(1)", "//evil.test/", "data:text/html,<script>alert(1)</script>"])
    await eyes.look(`/login?next=${encodeURIComponent(next)}`);
  await eyes.look("/models");
  await eyes.page.keyboard.press("Control+k");
  const found = eyes.page.waitForResponse(/search\.find/);
  await eyes.page.keyboard.type(markup[7] ?? "");
  await expect(eyes.page.getByRole("dialog", { name: "Search or run a command" })).toBeVisible();
  await found;
  expect((await eyes.page.evaluate(liveMarkup)).live).toEqual([]);
  await eyes.close();
  expect(eyes.faults).toEqual([]);
});

test("S24, S45: a file that a browser would run is only ever handed out as bytes to keep", async ({
  planted,
  browser,
}) => {
  const { admin, versionId } = planted;
  for (const [name, text] of Object.entries(activeFiles)) {
    const path = `/api/v1/versions/${versionId}/files/${name}`;
    const answer = await send(admin.url, { path, headers: { cookie: admin.cookie } });
    expect(answer).toMatchObject({ status: 200, body: text });
    expect(answer.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
    });
    const eyes = await eyesOf(browser, admin);
    const kept = eyes.page.waitForEvent("download");
    await eyes.page.goto(path).catch(() => undefined); // a download interrupts the navigation
    expect((await kept).suggestedFilename()).toBe(name);
    expect(eyes.page.url()).toBe("about:blank");
    await eyes.close();
    expect(eyes.faults).toEqual([]);
  }
});
