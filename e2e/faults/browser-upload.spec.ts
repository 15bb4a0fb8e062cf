// What a browser sends arrives whole, and once, whatever happens on the way: cut connections, a pause, a server that is
// killed, a second tab at the same file. Nothing but the registry is asked for anything.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { rows } from "../races/sql.ts";
import { startCuttingProxy } from "../support/cutting-proxy.ts";
import { demoPerson } from "../support/demo-people.ts";
import { listening } from "../support/listening.ts";
import { openPlace, startServer, type RunningServer } from "../support/server.ts";

test.use({ trace: "off" });

const draft = "/models/speech/wake-word/v/4/draft";
const row = (page: Page, path: string) =>
  page.getByRole("listitem").filter({ has: page.getByText(path, { exact: true }) });
const bytesPerSecond = (page: Page, uploadThroughput: number) =>
  page
    .context()
    .newCDPSession(page)
    .then((network) =>
      network.send("Network.emulateNetworkConditions", {
        ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
      }),
    );

async function openScene(browser: Browser) {
  const place = await openPlace();
  const proxy = await startCuttingProxy();
  let server: RunningServer | undefined;
  const start = async () => {
    server = await startServer({ place, args: ["--demo"], env: { CHANCERY_PUBLIC_URL: proxy.url } });
    proxy.leadTo(server.url);
    return { ...server, url: proxy.url };
  };
  const page = await demoPerson(browser, await start(), "contributor");
  const elsewhere: string[] = [];
  page.context().on("request", (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(proxy.url)) elsewhere.push(request.url());
  });
  const data = { ...place, dataFolder: join(place.dataFolder, "demo") };
  return {
    page,
    proxy,
    start,
    elsewhere,
    kill: () => server!.kill(),
    /** The draft's files by path, as they stand in the database. */
    async stored(): Promise<Record<string, string>> {
      const found = await rows(
        data,
        "SELECT f.path AS path, f.sha256 AS sha256 FROM version_file f JOIN version v ON v.id = f.version_id JOIN model m ON m.id = v.model_id WHERE m.name = 'wake-word' AND v.number = 4",
      );
      return Object.fromEntries(found.map((file) => [String(file["path"]), String(file["sha256"])]));
    },
    async close() {
      await page.context().close();
      await server?.stop();
      await proxy.close();
      await place.remove();
    },
  };
}

/** A folder of these files, and their digests. */
function folderOf(sizes: Readonly<Record<string, number>>) {
  const path = mkdtempSync(join(tmpdir(), "chancery-folder-"));
  const digests: Record<string, string> = {};
  for (const [name, size] of Object.entries(sizes)) {
    const bytes = randomBytes(size);
    digests[name] = createHash("sha256").update(bytes).digest("hex");
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  }
  return { path, digests, remove: () => rmSync(path, { recursive: true }) };
}

test("a folder arrives whole, though its connections are cut, one file is paused, the page is left and the server is killed", async ({
  browser,
}) => {
  const scene = await openScene(browser);
  const small = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`vocab/${n}.txt`, 100 + n]));
  const folder = folderOf({
    "weights/a.bin": 12_000_000,
    "weights/b.bin": 9_000_000,
    "weights/c.bin": 7_000_000,
    ...small,
  });
  try {
    const { page, proxy } = scene;
    await page.goto(draft);
    await listening(page);
    await bytesPerSecond(page, 3_000_000);
    const firstCut = proxy.cutAfter(2_000_000);
    await page.getByLabel("A folder to send").setInputFiles(folder.path);
    await firstCut;
    await proxy.cutAfter(1_500_000);
    await page.getByRole("button", { name: "Pause weights/a.bin" }).click();
    await expect(row(page, "weights/a.bin")).toContainText("paused");
    await expect(page).toHaveTitle(/^\d+ %/);
    await page.getByRole("link", { name: "Evidence so far" }).click(); // leaving within the portal stops nothing
    await page.waitForURL((url) => !url.pathname.endsWith("/draft"));
    await page.goBack();
    await page.getByRole("button", { name: "Resume weights/a.bin" }).click();
    await expect(row(page, "weights/a.bin").getByRole("progressbar")).toHaveAttribute("aria-valuenow", /^[1-9]/);
    await scene.kill();
    await scene.start();
    await bytesPerSecond(page, -1);
    await expect(async () => expect(await scene.stored()).toMatchObject(folder.digests)).toPass({ timeout: 60_000 });
    for (const name of ["weights/a.bin", "weights/b.bin", "weights/c.bin"])
      await expect(row(page, name)).toContainText("server digest equals yours");
    expect(scene.elsewhere).toEqual([]);
  } finally {
    await scene.close();
    folder.remove();
  }
});

test("two tabs that send one file are told of each other, and leave one file with its digest", async ({ browser }) => {
  const scene = await openScene(browser);
  const folder = folderOf({ "race.bin": 12_000_000 });
  try {
    const { page } = scene;
    const other = await page.context().newPage();
    for (const tab of [page, other]) {
      await tab.goto(draft);
      await listening(tab);
      await bytesPerSecond(tab, 3_000_000);
    }
    await page.getByLabel("Files to send").setInputFiles(join(folder.path, "race.bin"));
    await expect(row(page, "race.bin").getByRole("progressbar")).toHaveAttribute("aria-valuenow", /^[1-9]/);
    await expect(other.getByText(/another tab/i).first()).toBeVisible();
    await other.getByLabel("Files to send").setInputFiles(join(folder.path, "race.bin"));
    for (const tab of [page, other]) {
      await bytesPerSecond(tab, -1);
      await expect(row(tab, "race.bin").first()).toContainText("server digest equals yours", { timeout: 60_000 });
    }
    expect(await scene.stored()).toMatchObject(folder.digests);
  } finally {
    await scene.close();
    folder.remove();
  }
});

const isInNamespace = process.env["CHANCERY_WITHOUT_NETWORK"] === "1";

test("without any network a file is sent all the same", async ({ browser }) => {
  // Where this machine allows it, all of it runs again in a namespace that has nothing but `lo`.
  if (!isInNamespace && (await exitCode("unshare", ["-rn", "ip", "link", "set", "lo", "up"])) === 0) {
    const { CHANCERY_E2E_DATABASE_URL: _away, CHANCERY_E2E_REPORT: _shared, ...env } = process.env; // PostgreSQL is beyond `lo`
    const inside = {
      ...env,
      CHANCERY_WITHOUT_NETWORK: "1",
      CHANCERY_E2E_REPORT: join(tmpdir(), `inside-${process.pid}`),
    };
    const again = `ip link set lo up && exec "$0" "$@"`;
    const asked = [
      "test",
      "faults/browser-upload.spec.ts",
      "-g",
      "without any network",
      "--output",
      "test-results/inside",
    ];
    const run = ["-rn", "sh", "-c", again, "node_modules/.bin/playwright", ...asked];
    expect(await exitCode("unshare", run, inside)).toBe(0);
    return;
  }
  const scene = await openScene(browser);
  const folder = folderOf({ "offline.bin": 3_000_000 });
  try {
    const { page } = scene;
    if (isInNamespace) await expect(fetch("https://example.com")).rejects.toThrow();
    await page.goto(draft);
    await listening(page);
    await page.getByLabel("Files to send").setInputFiles(join(folder.path, "offline.bin"));
    await expect(row(page, "offline.bin")).toContainText("server digest equals yours", { timeout: 60_000 });
    expect(await scene.stored()).toMatchObject(folder.digests);
    expect(scene.elsewhere).toEqual([]);
  } finally {
    await scene.close();
    folder.remove();
  }
});

const exitCode = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  new Promise<number | null>((resolve) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
