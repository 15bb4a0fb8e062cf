// One run of many small requests, with what each cost the server that answered.
import type { Figures } from "../bench.ts";
import type { Loaded } from "../programs/load.ts";
import { cpuMs } from "./process-stats.ts";
import { runProgram } from "./program.ts";

export type Target = { readonly url: string; readonly pid: number };

/** Runs the load program `name` against the target. */
export async function askAway({ pid }: Target, name: string, load: object): Promise<Figures> {
  const before = cpuMs(pid);
  const { perSecond, answers } = await runProgram<Loaded>(name, load);
  return { "requests/s": perSecond, "server's CPU per request": ((cpuMs(pid) - before) * 1000) / answers };
}

/** What is demanded of a small read, and the figure that shows where the time goes. */
export const smallReads = (atLeast: number) =>
  [
    { figure: "requests/s", unit: "/s", compare: "ratio", atLeast },
    { figure: "server's CPU per request", unit: "µs", compare: "ratio" },
  ] as const;
