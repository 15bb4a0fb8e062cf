// A PostgreSQL of the test's own that syncs what it commits, and that can be killed: specs/counterparts.md.
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

export type Cluster = {
  readonly url: string;
  /** As a power cut ends it: `immediate` ends every process at once, `postmaster` is SIGKILL to the first of them. */
  crash(how: "immediate" | "postmaster"): Promise<void>;
  /** As an operator stops it: connections are told and cut, what is committed stays. */
  stop(): Promise<void>;
  /** Starts it again, recovery included. */
  restart(): Promise<void>;
  remove(): Promise<void>;
};

/** fsync, full_page_writes and synchronous_commit stay on. Throws where no PostgreSQL is installed. */
export async function openCluster(): Promise<Cluster> {
  const bin = findPostgres();
  const folder = await mkdtemp("/tmp/chancery-pg-");
  await chmod(folder, 0o755);
  const asPostgres = (program: string, args: readonly string[]) =>
    isRoot
      ? run("runuser", ["-u", "postgres", "--", `${bin}/${program}`, ...args])
      : run(`${bin}/${program}`, [...args]);
  if (isRoot) await run("chown", ["postgres:", folder]);
  const data = `${folder}/data`;
  await asPostgres("initdb", ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const start = () =>
    asPostgres("pg_ctl", ["-D", data, "-w", "-t", "60", "-l", `${folder}/log`, "-o", settings, "start"]);
  const stop = (mode: string) => asPostgres("pg_ctl", ["-D", data, "-m", mode, "-t", "60", "stop"]);
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async crash(how) {
      if (how === "immediate") return void (await stop("immediate"));
      const pid = Number((await readFile(`${data}/postmaster.pid`, "utf8")).split("\n", 1)[0]);
      process.kill(pid, "SIGKILL");
    },
    stop: async () => void (await stop("fast")),
    // Its children may outlive a killed postmaster for a moment, and hold the memory a new one asks for.
    restart: () => patiently(start),
    async remove() {
      await stop("immediate").catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findPostgres(): string {
  const root = "/usr/lib/postgresql";
  const [newest] = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  if (newest === undefined) throw new Error(`no PostgreSQL under ${root}`);
  return `${root}/${newest}/bin`;
}

async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return void (await work());
    } catch (error) {
      if (tried >= 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
