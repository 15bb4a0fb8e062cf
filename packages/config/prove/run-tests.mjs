// Runs one test file in a process of its own, with one source broken as it is loaded: no file is touched, so nothing has
// to be put back, whatever ends the run. Called with the JSON of `{ folder, test, title?, report, broken? }`.
import { join } from "node:path";
import { startVitest } from "vitest/node";
import { root } from "../setup/workspace.mjs";

const { folder, test, title, report, broken } = JSON.parse(process.argv[2] ?? "{}");
const brokenPath = broken && join(root, broken.file);
const isLoaded = broken?.file.endsWith(".ts");

const breaking = {
  name: "chancery-mutation",
  enforce: "pre",
  transform(code, id) {
    if (!isLoaded || id.split("?")[0] !== brokenPath) return undefined;
    return { code: code.replace(broken.find, () => broken.replace), map: null };
  },
};
const isRead = broken && !isLoaded;
if (isRead)
  process.env.CHANCERY_MUTATION = JSON.stringify({ path: brokenPath, find: broken.find, replace: broken.replace });

const options = {
  root: join(root, folder),
  run: true,
  watch: false,
  testTimeout: 60_000,
  reporters: ["json"],
  outputFile: report,
  ...(title && { testNamePattern: title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&") }),
};
const reading = isRead ? { setupFiles: [join(root, "packages/config/prove/break-read.mjs")] } : {};
const vitest = await startVitest("test", [join(root, test)], options, { plugins: [breaking], test: reading });
await vitest.close();
