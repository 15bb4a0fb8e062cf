// What a page is held to beside its looks: no accessibility fault that a machine can find, nothing refused by its own
// content security policy, nothing asked of another host.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type AxeResult = {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
};

/** One line for each fault of the page as it stands, rules named in `except` left out; empty when there is none. */
export async function accessibilityFaults(
  page: Page,
  { except = [] }: { readonly except?: readonly string[] } = {},
): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResult, readonly string[]>(
    (tags) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } }).axe.run({
        runOnly: { type: "tag", values: [...tags] },
      }),
    rules,
  );
  return violations
    .filter(({ id }) => !except.includes(id))
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
}

/** Collects, from now on, what the page's policy refused, what it threw, and what it asked of another host. */
export async function watch(page: Page, ownOrigin: string): Promise<readonly string[]> {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`${page.url()} threw ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== ownOrigin) faults.push(`${page.url()} asked ${request.url()}`);
  });
  await page.exposeFunction("reportRefused", (what: string) => faults.push(`${page.url()} was refused ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (globalThis as unknown as { reportRefused(what: string): void }).reportRefused;
      report(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return faults;
}

/** Where the page's links lead within the portal, downloads left out. */
export const linksOf = (page: Page): Promise<string[]> =>
  page.$$eval("a[href]:not([download])", (links) =>
    links
      .map((link) => new URL((link as HTMLAnchorElement).href))
      .filter((url) => url.origin === location.origin && !url.pathname.startsWith("/api/"))
      .map((url) => url.pathname + url.search),
  );
