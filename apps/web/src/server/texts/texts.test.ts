// The thread that formats texts: ended by one text, it serves the next; what is known is not asked again.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleOf } from "../../../bundle.mjs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTexts, type Texts } from "./texts.ts";

const folder = mkdtempSync(join(tmpdir(), "chancery-texts-"));
const real = pathToFileURL(join(folder, "text-worker.mjs"));
const scripted = pathToFileURL(join(folder, "scripted.mjs"));
const failures: unknown[] = [];
let texts: Texts | undefined;

beforeAll(async () => {
  await build(bundleOf("src/server/texts/worker.ts", fileURLToPath(real)));
  // Says how many texts it was given in its life; hangs or ends when told to.
  writeFileSync(
    scripted,
    `import { parentPort } from "node:worker_threads";
     let given = 0;
     parentPort.on("message", (text) => {
       given += 1;
       if (text === "hang") for (;;);
       if (text === "end") process.exit(0);
       if (text === "fail") throw new Error("failed");
       parentPort.postMessage({ kind: "tree", blocks: [{ kind: "source", text: String(given) }] });
     });
     parentPort.postMessage("ready");`,
  );
});
afterEach(async () => {
  await texts?.stop();
  failures.splice(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (worker: URL, options: { patienceMs?: number; wallMs?: number; heapMegabytes?: number } = {}): Texts =>
  (texts = createTexts({ worker, patienceMs: 60_000, onFailure: (error) => void failures.push(error), ...options }));
const tree = (text: string) => ({ kind: "tree", blocks: [{ kind: "source", text }] });
const plain = (why: string) => ({ kind: "plain", why });

describe("the texts of a registry", () => {
  it("ends the thread of a text that takes too long, and formats what others wrote after it", async () => {
    const { shown } = open(real, { wallMs: 1_500 });
    const [hostile, other] = await Promise.all([shown("www.a_".repeat(2_000)), shown("*a*")]);
    expect(hostile).toEqual(plain("too-slow"));
    expect(other.kind).toBe("tree");
  }, 60_000);

  it("ends the thread of a text that takes too much memory, and formats what others wrote after it", async () => {
    const { shown } = open(real, { wallMs: 60_000, heapMegabytes: 24 });
    const [hostile, other] = await Promise.all([shown("*a* ".repeat(40_000)), shown("*a*")]);
    expect(hostile).toEqual(plain("too-much-memory"));
    expect(other.kind).toBe("tree");
  }, 120_000);

  it.each([
    ["hang", "too-slow"],
    ["end", "failed"],
    ["fail", "failed"],
  ])(
    "hands the queue to a new thread when one text makes it %s, and never tries that text again",
    async (text, why) => {
      const { shown } = open(scripted, { wallMs: 300 });
      expect(await Promise.all([shown("before"), shown(text), shown("after")])).toContainEqual(plain(why));
      expect(await shown("another")).toMatchObject({ kind: "tree" });
      const again = await shown(text);
      expect(again).toEqual(plain(why));
      expect(await shown("last")).toEqual(tree("2")); // the new thread was given `another` and this one
    },
  );

  it("formats a text once, however often it is written and opened", async () => {
    const { expect: foresee, shown } = open(scripted);
    for (let times = 0; times < 5; times += 1) foresee("a");
    expect(await Promise.all([shown("a"), shown("a")])).toEqual([tree("1"), tree("1")]);
    foresee("a");
    expect(await shown("b")).toEqual(tree("2"));
  });

  it("takes what somebody looks at before what was written meanwhile", async () => {
    const { expect: foresee, shown } = open(scripted);
    const first = shown("first");
    foresee("looked at");
    for (let nth = 0; nth < 20; nth += 1) foresee(`written ${nth}`);
    expect(await shown("looked at")).toEqual(tree("2"));
    await first;
  });

  it("answers plain for now when it takes longer than a page may wait, and knows it later", async () => {
    const { shown } = open(scripted, { patienceMs: 0 });
    expect(await shown("a")).toEqual(plain("waiting"));
    await expect.poll(() => shown("a")).toEqual(tree("1"));
  });

  it("leaves nothing on the thread of the texts it has formatted", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on("warning", note);
    const { shown } = open(scripted);
    for (let n = 0; n < 20; n += 1) await shown(`text ${n}`);
    await new Promise(setImmediate); // warnings come a turn later
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it("says what failed when there is no thread to be had", async () => {
    const { shown } = open(pathToFileURL(join(folder, "missing.mjs")));
    expect(await shown("a")).toEqual(plain("failed"));
    expect(failures).toHaveLength(1);
  });

  it("stops at once, whatever the thread is doing", async () => {
    const { shown, stop } = open(scripted, { wallMs: 600_000 });
    const hanging = shown("hang");
    await stop();
    expect(await hanging).toEqual(plain("failed"));
    expect(await shown("a")).toEqual(plain("waiting"));
  });
});
