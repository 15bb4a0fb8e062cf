// What a first visit to each main page costs, by the bytes that cross the network: scripts, styles, fonts, HTML; that
// nothing moves while it loads, and that no other host is asked.
import type { Page } from "@playwright/test";
import { expect, frozenUrl, test, type DemoRole } from "../support/frozen-portal.ts";

test.use({ trace: "off" });

type Visit = { readonly path: string; readonly as?: DemoRole; readonly scriptsKb: number };
const model = "/models/speech/silero-vad";
const visits: readonly Visit[] = [
  { path: "/login", scriptsKb: 165 },
  { path: "/join/code", scriptsKb: 165 },
  { path: "/models", as: "admin", scriptsKb: 245 },
  { path: model, as: "maintainer", scriptsKb: 245 },
  { path: `${model}/v/2`, as: "maintainer", scriptsKb: 245 },
  { path: `${model}/versions/new`, as: "contributor", scriptsKb: 245 },
  { path: "/models/speech/wake-word/v/4/draft", as: "contributor", scriptsKb: 252 },
  { path: "/promotions/20", as: "reviewer", scriptsKb: 245 },
  { path: "/reviews", as: "reviewer", scriptsKb: 245 },
  { path: "/settings/tokens", as: "contributor", scriptsKb: 245 },
  { path: "/audit", as: "auditor", scriptsKb: 260 },
  { path: "/audit/integrity", as: "auditor", scriptsKb: 260 },
  { path: "/admin/people", as: "admin", scriptsKb: 275 },
  { path: "/admin/grants", as: "admin", scriptsKb: 275 },
];
const limits = { Stylesheet: 20, Font: 65, Document: 60 } as const;

for (const { path, as, scriptsKb } of visits)
  test(`a first visit to ${path} brings at most ${scriptsKb} kB of script and stays within the other budgets`, async ({
    browser,
    portal,
  }) => {
    const context = await browser.newContext({ baseURL: frozenUrl, viewport: { width: 1360, height: 900 } });
    if (as) await context.addCookies([{ ...portal.cookieOf(as), url: frozenUrl }]);
    const page = await context.newPage();
    const sent = await weigh(page);
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    const shift = await page.evaluate(() => (globalThis as unknown as { layoutShift: number }).layoutShift);
    const kb = (kind: string) => (sent.bytes.get(kind) ?? 0) / 1000;
    const said = ["Script", ...Object.keys(limits)].map((kind) => `${kind} ${kb(kind).toFixed(1)} kB`).join(", ");
    console.log(`${path}: ${said}, layout shift ${shift.toFixed(4)}`);
    expect.soft(kb("Script")).toBeLessThanOrEqual(scriptsKb);
    for (const [kind, limit] of Object.entries(limits)) expect.soft(kb(kind), kind).toBeLessThanOrEqual(limit);
    expect.soft(shift).toBeLessThanOrEqual(0.02);
    expect.soft(sent.elsewhere).toEqual([]);
    await context.close();
  });

/** Counts, from now on, the bytes of each kind as they cross the network, and notes what is asked of another host. */
async function weigh(page: Page) {
  const bytes = new Map<string, number>();
  const elsewhere: string[] = [];
  const kinds = new Map<string, string>();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  devtools.on("Network.responseReceived", ({ requestId, type, response }) => {
    kinds.set(requestId, type);
    if (!response.url.startsWith(frozenUrl) && /^https?:/.test(response.url)) elsewhere.push(response.url);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  await page.addInitScript(() => {
    const seen = globalThis as unknown as { layoutShift: number };
    seen.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.layoutShift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return { bytes, elsewhere };
}
