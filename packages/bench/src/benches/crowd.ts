// What everybody else feels while somebody uploads 3 GiB.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bench, type Figures } from "../bench.ts";
import type { Send, Sent } from "../programs/send.ts";
import { openDraft } from "../stage/draft.ts";
import { runProgram } from "../stage/program.ts";
import { openRegistry } from "../stage/registry.ts";

const preload = new URL("../programs/loop-delay.mjs", import.meta.url).href;
const everyMs = 10;
type Others = { readonly url: string; readonly pid: number; readonly report: string };

export const crowd = bench({
  name: "crowd",
  what: "event loop and small requests of others during an upload of 3 GiB",
  against: "the same server, idle",
  reach: [
    { figure: "event-loop delay p99", unit: "ms", compare: "alone", atMost: 50 },
    { figure: "others' p99", unit: "ms", compare: "alone" },
    { figure: "others' p50", unit: "ms", compare: "alone" },
  ],
  rounds: 3,
  async prepare(place) {
    const report = join(place.folder, "loop-delay.json");
    process.env["BENCH_LOOP_DELAY"] = report; // the server inherits it
    const registry = await openRegistry(place, { nodeArgs: ["--import", preload] });
    const { url, pid } = registry.server;
    const versionId = await openDraft(registry);
    const sizeBytes = place.size({ full: 3 * 2 ** 30, quick: 20_000_000 });
    let sent = 0;
    const upload = () => {
      const send: Send = { url, token: registry.token, versionId, paths: [`part-${(sent += 1)}.bin`], sizeBytes };
      return runProgram<Sent>("send", send);
    };
    return { others: { url, pid, report }, upload, idleMs: place.size({ full: 10_000, quick: 500 }) };
  },
  ours: ({ others, upload }) => askDuring(others, upload()),
  peer: ({ others, idleMs }) => askDuring(others, pause(idleMs)),
});

/** Small requests, one every 10 ms on one connection, until `work` is done. */
async function askDuring({ url, pid, report }: Others, work: Promise<unknown>): Promise<Figures> {
  await readDelay(pid, report); // starts the histogram anew
  const waits: number[] = [];
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  while (!isOver) {
    const askedAt = performance.now();
    const answer = await fetch(`${url}/healthz`);
    await answer.text();
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    waits.push(performance.now() - askedAt);
    await pause(everyMs);
  }
  await over;
  const sorted = waits.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
  return { "event-loop delay p99": await readDelay(pid, report), "others' p99": at(0.99), "others' p50": at(0.5) };
}

/** What the server's own histogram says since it was last asked. */
async function readDelay(pid: number, report: string): Promise<number> {
  process.kill(pid, "SIGUSR2");
  for (let tries = 0; tries < 200; tries += 1) {
    await pause(20);
    const text = await readFile(report, "utf8").catch(() => "");
    if (!text) continue;
    await rm(report);
    return (JSON.parse(text) as { readonly p99Ms: number }).p99Ms;
  }
  throw new Error("the server did not report its event-loop delay");
}
