// What the kernel knows of a process: processor time and memory, read from /proc.
import { readFileSync } from "node:fs";

/** Ticks of /proc/<pid>/stat in a second: USER_HZ is 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** User and system time since it began. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the program's name in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** Resident memory now. */
export function residentMiB(pid: number): number {
  const kiB = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (kiB === undefined) throw new Error(`the memory of ${pid} cannot be read`);
  return Number(kiB) / 1024;
}
