// Takes every picture of looks/baselines anew, from the built server, and shrinks those that changed.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { shrink } from "./shrink.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const baselines = join(here, "baselines");
const specs = ["looks/looks.spec.ts", "looks/narrow.spec.ts"];
const args = ["playwright", "test", ...specs, "--update-snapshots=changed", ...process.argv.slice(2)];
execFileSync("npx", args, {
  cwd: dirname(here),
  stdio: "inherit",
  env: { CHANCERY_BROWSER: "/usr/bin/chromium", ...process.env },
});
for (const name of readdirSync(baselines)) {
  const file = join(baselines, name);
  const png = readFileSync(file);
  if (png[25] !== 3) writeFileSync(file, shrink(png)); // 3: it has a palette already
}
