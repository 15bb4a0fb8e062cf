// A running server under strace: the order of what it asked of the kernel, or one call made to fail.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 5_000;
/** An answer can be here before strace has written that it was sent. */
const lateMs = 200;

/** One system call: it was entered in line `began` of the trace and had returned by line `ended`. */
export type Call = {
  readonly began: number;
  readonly ended: number;
  readonly name: string;
  /** Arguments as strace writes them, with the path of each descriptor: `23</data/chancery.db-wal>`. */
  readonly args: string;
  readonly result: string;
};
export type Tracing = {
  /** Lets go of the server; answers what it did meanwhile, in the order of entering. */
  stop(): Promise<readonly Call[]>;
};

/** Attaches to every thread of a process. Throws where that is forbidden, or strace is not installed. */
export async function trace(pid: number, expressions: readonly string[]): Promise<Tracing> {
  const folder = await mkdtemp(join(tmpdir(), "chancery-strace-"));
  const file = join(folder, "trace");
  const args = ["-f", "-y", "-s", "48", "-o", file, ...expressions.flatMap((text) => ["-e", text]), "-p", String(pid)];
  const strace = spawn("strace", args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const ended = new Promise<void>((resolve) => strace.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    strace.once("error", (error) => reject(new Error(`strace cannot be run (${error.message}): install it`)));
    strace.once("close", () => reject(new Error(`strace may not attach: ${said}`)));
    strace.stderr.on("data", (bytes: Buffer) => {
      said += bytes.toString("utf8");
      if (/attached/.test(said)) resolve();
    });
  });
  return {
    async stop() {
      await sleep(lateMs);
      strace.kill("SIGINT");
      // Where the traced process has just ended, strace can wait for ever for a thread that is gone already.
      const impatience = setTimeout(() => strace.kill("SIGKILL"), patienceMs);
      await ended;
      clearTimeout(impatience);
      const text = await readFile(file, "utf8");
      await rm(folder, { recursive: true, force: true });
      return callsIn(text);
    },
  };
}

/** Calls of several threads interleave: `<unfinished ...>` in one line, `<... name resumed>` in a later one. */
export function callsIn(text: string): readonly Call[] {
  const calls: Call[] = [];
  const open = new Map<string, { readonly began: number; readonly name: string; readonly args: string }>();
  for (const [at, line] of text.split("\n").entries()) {
    const [, thread = "", rest = ""] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const begun = /^(\w+)\((.*) <unfinished \.\.\.>$/.exec(rest);
    const resumed = /^<\.\.\. (\w+) resumed>(.*)\)\s+= (.*)$/.exec(rest);
    const whole = /^(\w+)\((.*)\)\s+= (.*)$/.exec(rest);
    if (begun) open.set(thread, { began: at, name: begun[1] ?? "", args: begun[2] ?? "" });
    else if (resumed) {
      const first = open.get(thread);
      open.delete(thread);
      if (first) calls.push({ ...first, args: first.args + (resumed[2] ?? ""), ended: at, result: resumed[3] ?? "" });
    } else if (whole)
      calls.push({ began: at, ended: at, name: whole[1] ?? "", args: whole[2] ?? "", result: whole[3] ?? "" });
  }
  return calls.sort((a, b) => a.began - b.began);
}
