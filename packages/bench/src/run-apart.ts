// Runs each bench in a process of its own, in a group of its own: what it leaves behind is ended and removed.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench } from "./bench.ts";
import type { Round } from "./measure.ts";
import { mlflowHome } from "./stage/mlflow.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

/** Refuses when the bench fails, sends no rounds, or takes longer than it may. */
export async function runApart(
  { name, limitMs = 300_000 }: Bench,
  { folder, isQuick }: { readonly folder: string; readonly isQuick: boolean },
): Promise<Round[]> {
  const own = await mkdtemp(join(folder, "chancery-bench-"));
  const args = [...process.execArgv, main, "--apart", name, ...(isQuick ? ["--quick"] : [])];
  const child = spawn(process.execPath, args, {
    // Everything that makes a temporary file makes it in there.
    env: { ...process.env, TMPDIR: own, BENCH_MLFLOW: mlflowHome },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  });
  const endGroup = () => {
    try {
      process.kill(-child.pid!, "SIGKILL");
    } catch {
      // nobody is left
    }
  };
  const interrupted = () => {
    endGroup();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  let rounds: Round[] | undefined;
  child.on("message", (sent) => (rounds = sent as Round[]));
  const impatience = setTimeout(endGroup, limitMs);
  try {
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    if (code !== 0 || !rounds) throw new Error(code === null ? `${name} took too long` : `${name} failed`);
    return rounds;
  } finally {
    clearTimeout(impatience);
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    endGroup();
    await rm(own, { recursive: true, force: true, maxRetries: 3 });
  }
}
