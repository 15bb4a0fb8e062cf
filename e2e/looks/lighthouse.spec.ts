// What Lighthouse finds on the main pages, as a desktop opens them signed in: nothing to say of accessibility and best
// practices. Speed depends on the machine: CHANCERY_FULL=1 measures it too, five times a page, and prints the median.
import { createServer, type AddressInfo } from "node:net";
import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { isFull } from "../support/rounds.ts";
import { expect, test, type DemoRole, type FrozenPortal } from "../support/frozen-portal.ts";

test.use({ trace: "off" });

type Visit = { readonly path: string; readonly as?: DemoRole };
const model = "/models/speech/silero-vad";
const few: readonly Visit[] = [
  { path: "/login" },
  { path: "/models", as: "contributor" },
  { path: `${model}/v/2`, as: "contributor" },
  { path: "/promotions/20", as: "reviewer" },
];
const more: readonly Visit[] = [
  { path: model, as: "contributor" },
  { path: "/reviews", as: "reviewer" },
  { path: "/audit", as: "auditor" },
  { path: "/settings/tokens", as: "contributor" },
  { path: "/admin/people", as: "admin" },
];

for (const visit of isFull ? [...few, ...more] : few)
  test(`Lighthouse finds nothing to better in ${visit.path}`, async ({ portal }) => {
    test.setTimeout(600_000);
    const categories = ["accessibility", "best-practices", ...(isFull ? ["performance"] : [])];
    const runs: Readonly<Record<string, number>>[] = [];
    for (let round = 0; round < (isFull ? 5 : 1); round += 1) runs.push(await judge(portal, visit, categories));
    for (const category of categories) {
      const scores = runs.map((run) => run[category] ?? 0).sort((a, b) => a - b);
      const median = scores[Math.floor(scores.length / 2)];
      console.log(`${visit.path}: ${category} ${median} (${scores.join(", ")})`);
      if (category !== "performance") expect(median, category).toBe(1);
    }
  });

/** Scores from 0 to 1 by category, in a browser of its own. */
async function judge(portal: FrozenPortal, { path, as }: Visit, categories: readonly string[]) {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env["CHANCERY_BROWSER"] ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      `--remote-debugging-port=${port}`,
      `--host-resolver-rules=MAP localhost:3000 127.0.0.1:${new URL(portal.server.url).port}`,
    ],
  });
  try {
    const cookie = as && portal.cookieOf(as);
    const result = await lighthouse(
      `http://localhost:3000${path}`,
      {
        port,
        onlyCategories: [...categories],
        logLevel: "error",
        ...(cookie && { extraHeaders: { Cookie: `${cookie.name}=${cookie.value}` } }),
      },
      desktopConfig,
    );
    if (!result) throw new Error(`Lighthouse could not open ${path}`);
    const faults = Object.values(result.lhr.audits)
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode === "binary")
      .map(({ id, title }) => `${id}: ${title}`);
    if (faults.length > 0) console.log(`${path}: ${faults.join("; ")}`);
    return Object.fromEntries(categories.map((name) => [name, result.lhr.categories[name]?.score ?? 0]));
  } finally {
    await browser.close();
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
