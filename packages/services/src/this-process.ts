// Which process this is, so that another one can tell whether it is still there. What it cannot tell, it waits for.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

const read = (from: () => string): string => {
  try {
    return from();
  } catch {
    return ""; // not Linux
  }
};
/** Processes with the same place see each other's ids: one boot of one machine, and in it one container. */
const place = createHash("sha256")
  .update(read(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")))
  .update(read(() => readlinkSync("/proc/self/ns/pid")))
  .update(hostname())
  .digest("hex")
  .slice(0, 16);
const self = randomBytes(4).toString("hex");

/** place.pid.random */
export const thisProcess = `${place}.${process.pid}.${self}`;

/** True where the process that is named so, or by anything that begins so, has certainly ended. */
export function isGone(name: string): boolean {
  const [where, pid, random] = name.split(".");
  if (where !== place || pid === undefined) return false;
  if (Number(pid) === process.pid) return random !== self;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
