// A PostgreSQL cluster of the bench's own, with fsync on: what a commit costs is part of what is measured.
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Place } from "../bench.ts";

const versions = "/usr/lib/postgresql";

/** The folder of PostgreSQL's programs, of the newest version that is installed as Debian does it. */
function programs(): string | undefined {
  if (!existsSync(versions)) return undefined;
  const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(versions, newest, "bin");
}

/** Why a bench that needs PostgreSQL is left out here. */
export const whyNoPostgres = (): string | undefined =>
  programs() ? undefined : `no PostgreSQL under ${versions}: install Debian's postgresql`;

export type Cluster = {
  /** Makes an empty database. */
  create(name: string): Promise<string>;
  /** Of a database that is there. */
  url(name: string): string;
};

/** Started on a free port of loopback; stopped at the end of the bench. */
export async function openCluster(place: Place): Promise<Cluster> {
  const folder = join(place.folder, "cluster");
  mkdirSync(folder);
  const run = runnerFor(folder);
  const port = await freePort();
  const data = join(folder, "data");
  run("initdb", ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=200`;
  run("pg_ctl", ["-D", data, "-w", "-t", "60", "-l", join(folder, "log"), "-o", settings, "start"]);
  place.atEnd(() => run("pg_ctl", ["-D", data, "-m", "fast", "-w", "stop"]));
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  return {
    url,
    async create(name) {
      const client = new pg.Client({ connectionString: url("postgres") });
      await client.connect();
      await client.query(`CREATE DATABASE "${name}"`);
      await client.end();
      return url(name);
    },
  };
}

/** PostgreSQL refuses to run as root: then its programs run as `postgres`, who must reach the folder. */
function runnerFor(folder: string): (program: string, args: readonly string[]) => void {
  const bin = programs();
  if (!bin) throw new Error(whyNoPostgres());
  const isRoot = userInfo().uid === 0;
  if (isRoot) {
    const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
    chownSync(folder, id("-u"), id("-g"));
    for (const above of [tmpdir(), join(folder, "..")]) chmodSync(above, 0o755);
  }
  return (program, args) => {
    const own = [join(bin, program), ...args];
    const [first, ...rest] = isRoot ? ["runuser", "-u", "postgres", "--", ...own] : own;
    // Its own working folder is not one that `postgres` may enter, and pg_ctl's server must not hold our pipes.
    execFileSync(first!, rest, { cwd: "/", stdio: "ignore" });
  };
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
