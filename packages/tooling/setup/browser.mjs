// Finds a Chromium for the end-to-end journey, or gets one: Playwright's, the system's, Debian's, one shipped by npm.
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { canInstallDebianPackages, installDebianPackages } from "./debian.mjs";
import { isExecutable, run, which } from "./run.mjs";
import { say, step } from "./say.mjs";
import { cacheFolder, root } from "./workspace.mjs";

/** Ships the browser inside its tarball (Linux, x64), so that the npm registry is all it needs. */
const shipped = "@sparticuz/chromium@153.0.0";
const ownFolder = join(cacheFolder, "chromium");
const ownBrowser = join(ownFolder, "chromium");

/** `{ path, env }` of a browser that starts; refuses, naming what to do, when none is to be had. */
export async function ensureBrowser() {
  const ways = [named, playwrights, systems, debians, npms];
  const failures = [];
  for (const way of ways) {
    const found = await way().catch((error) => void failures.push(`${way.name}: ${error.message}`));
    if (!found) continue;
    const env = found.startsWith(ownFolder) ? { LD_LIBRARY_PATH: join(ownFolder, "lib") } : {};
    const version = await run(found, ["--version", "--no-sandbox"], { env }).catch(
      (error) => void failures.push(`${found}: ${error.output || error.message}`),
    );
    if (version === undefined) continue;
    say(`browser: ${version.split("\n").at(-1)} (${found})`);
    return { path: found, env };
  }
  throw new Error(
    ["no browser for the end-to-end journey: install Chromium, or set CHANCERY_BROWSER to its path", ...failures].join(
      "\n  ",
    ),
  );
}

async function named() {
  const path = process.env.CHANCERY_BROWSER;
  if (path && !isExecutable(path)) throw new Error(`CHANCERY_BROWSER is no program: ${path}`);
  return path || undefined;
}

async function playwrights() {
  const { chromium } = createRequire(join(root, "e2e/package.json"))("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

async function systems() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const elsewhere = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"];
  return [...names.map(which), ...elsewhere].find((path) => path !== undefined && isExecutable(path));
}

async function debians() {
  const isDebian = existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  if (!isDebian || !canInstallDebianPackages()) return undefined;
  await installDebianPackages(["chromium"], "the browser of the end-to-end journey");
  return which("chromium");
}

async function npms() {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  if (!existsSync(ownBrowser)) await step("getting a browser from the npm registry (70 MB)", unpackShipped);
  return ownBrowser;
}

async function unpackShipped() {
  const draft = `${ownFolder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const tarball = (await run("npm", ["pack", "--silent", shipped], { cwd: draft })).split("\n").at(-1);
  await run("tar", ["-xzf", tarball], { cwd: draft });
  await unbrotli(join(draft, "package/bin/chromium.br"), join(draft, "chromium"), 0o755);
  for (const libraries of ["al2023", "swiftshader"]) {
    await unbrotli(join(draft, `package/bin/${libraries}.tar.br`), join(draft, "libraries.tar"), 0o644);
    await run("tar", ["-xf", "libraries.tar"], { cwd: draft });
  }
  for (const spent of [tarball, "package", "libraries.tar"]) rmSync(join(draft, spent), { recursive: true });
  rmSync(ownFolder, { recursive: true, force: true });
  renameSync(draft, ownFolder);
}

const unbrotli = (from, to, mode) =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
