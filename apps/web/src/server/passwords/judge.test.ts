// The thread that judges passwords: what it says is what is said without one, nobody waits for it, and what it meets ends it alone.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleOf } from "../../../bundle.mjs";
import { createJudge } from "./judge.ts";

const folder = mkdtempSync(join(tmpdir(), "chancery-judge-"));
const real = pathToFileURL(join(folder, "password-worker.mjs"));
const scripted = pathToFileURL(join(folder, "scripted.mjs"));
beforeAll(async () => {
  await build(bundleOf("src/server/passwords/worker.ts", fileURLToPath(real)));
  writeFileSync(
    scripted,
    `import { parentPort, workerData } from "node:worker_threads";
     const { password } = workerData;
     if (password === "hang") for (;;);
     if (password === "end") process.exit(0);
     if (password === "fail") throw new Error("of " + password);
     parentPort.postMessage(password);`,
  );
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("says why a password is easy to guess, and nothing of one that is not", async () => {
  const judge = createJudge(real);
  expect(await judge("Jennifer19871987", [])).toMatch(/^this password is too easy to guess/);
  expect(await judge("violet harbour 91 lantern", [])).toBeUndefined();
  expect(await judge("lovelace ada ada ada", ["ada", "lovelace"])).toMatch(/^this password is too easy to guess/);
}, 60_000);

it("lets the server answer others while it judges", async () => {
  const judge = createJudge(scripted, { wallMs: 1_000 });
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  await expect(judge("hang", [])).rejects.toMatchObject({ code: "UNAVAILABLE" });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});

it.each(["hang", "end", "fail"])(
  "answers a password whose thread does not (%s) with a time to come back",
  async (how) => {
    const judge = createJudge(scripted, { wallMs: 1_000 });
    const refused = await judge(how, []).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "UNAVAILABLE", facts: { retryAfterSeconds: 2 } });
    expect(JSON.stringify(refused)).not.toContain(how === "fail" ? "of fail" : "workerData");
    expect(await judge("next", [])).toBe("next");
  },
);

it("lets some wait their turn and refuses the rest", async () => {
  const judge = createJudge(scripted, { waiting: 2 });
  const rush = await Promise.allSettled(["a", "b", "c", "d", "e"].map((password) => judge(password, [])));
  expect(rush.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected", "rejected"]);
  expect(await judge("f", [])).toBe("f");
});
