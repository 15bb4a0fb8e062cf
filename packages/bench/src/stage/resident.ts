// How much memory a process holds while something is done to it.
import { readFileSync } from "node:fs";

/** Megabytes of resident memory, now. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** What `work` answers, and by how much the process was larger at its largest than before. */
export async function growthDuring<T>(pid: number, work: () => Promise<T>): Promise<{ answer: T; growthMb: number }> {
  const before = residentMb(pid);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, residentMb(pid))), 50);
  try {
    return { answer: await work(), growthMb: Math.max(most, residentMb(pid)) - before };
  } finally {
    clearInterval(timer);
  }
}
