// `npm run bench`: picks benches by name, runs each apart, prints and stores what was measured.
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import type { Bench } from "./bench.ts";
import { benches } from "./benches.ts";
import { writeDocs } from "./docs.ts";
import { nameMachine } from "./machine.ts";
import { measure } from "./measure.ts";
import { linesOf, verdictsOf } from "./report.ts";
import { storeResult } from "./results.ts";
import { runApart } from "./run-apart.ts";

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    docs: { type: "boolean", default: false },
    /** For ourselves: this process is the one that measures. */
    apart: { type: "string" },
  },
});

if (asked.apart) await measureHere(asked.apart);
else if (asked.docs) writeDocs();
else await runAll();

async function measureHere(name: string): Promise<void> {
  const chosen = benches.find((known) => known.name === name);
  if (!chosen) throw new Error(`there is no bench ${name}`);
  const rounds = await measure(chosen, { folder: tmpdir(), isQuick: asked.quick });
  await new Promise((resolve) => process.send!(rounds, resolve));
  process.exit(0);
}

/** Goes on after a bench that failed; the exit code tells. A reach that is missed is told, and is no failure. */
async function runAll(): Promise<void> {
  const failed: string[] = [];
  for (const chosen of pick(positionals)) {
    const reason = chosen.whyLeftOut?.();
    if (reason !== undefined) {
      console.log(`${chosen.name}: left out: ${reason}`);
      continue;
    }
    const startedAt = performance.now();
    try {
      const rounds = await runApart(chosen, { folder: tmpdir(), isQuick: asked.quick });
      verdictsOf(chosen, rounds);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      if (asked.quick) console.log(`${chosen.name}: runs, its answers are right (${seconds} s)`);
      else {
        console.log(linesOf(chosen, rounds));
        const place = { commit: commit(), machine: nameMachine(tmpdir()) };
        storeResult({ name: chosen.name, measuredAt: new Date().toISOString(), ...place, rounds });
      }
    } catch (error) {
      failed.push(chosen.name);
      console.error(`✗ ${chosen.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

/** All of them where no name is given; a name picks every bench that begins with it. */
function pick(names: readonly string[]): readonly Bench[] {
  for (const name of names)
    if (!benches.some((known) => known.name.startsWith(name)))
      throw new Error(`there is no bench ${name}; there are: ${benches.map((known) => known.name).join(", ")}`);
  return benches.filter((known) => names.length === 0 || names.some((name) => known.name.startsWith(name)));
}

/** What was measured; `+` where the tree differs from it. */
function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  const isClean = git("status", "--porcelain", "--", ":!packages/bench/results.json") === "";
  return `${git("rev-parse", "--short", "HEAD")}${isClean ? "" : "+"}`;
}
