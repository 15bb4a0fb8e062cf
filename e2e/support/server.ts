// The built server as a test starts it: on a free port, over a place (data folder and database) that may outlive it.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDatabase } from "./database.ts";
import { copyDemo } from "./told-demo.ts";

export const binary = fileURLToPath(new URL("../../apps/web/dist/server.js", import.meta.url));
/** Long enough for a demo to be made while every core is busy with something else. */
const readyTimeoutMs = 180_000;
const stopTimeoutMs = 30_000;

/** What a registry keeps: servers may be started over it one after another, or several at once. */
export type Place = {
  readonly dataFolder: string;
  /** The PostgreSQL database; undefined on SQLite, which lies in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Removes the folder and drops the database; every server on it must have ended. */
  remove(): Promise<void>;
};

export type RunningServer = {
  /** Origin, without a trailing slash. */
  readonly url: string;
  readonly pid: number;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  /** Everything it wrote to stdout and stderr. */
  output(): string;
  /** The first match in what it writes to stdout, waited for. */
  printed(pattern: RegExp): Promise<string>;
  /** Closes our ends of stdout and stderr, as when whoever collects the log dies. */
  hangUp(): void;
  /** SIGKILL; resolves when the process is gone. Its place stays. */
  kill(): Promise<void>;
  /** Its exit code, once it ended by itself or by force; null for a signal. */
  readonly ended: Promise<number | null>;
  /** Stops it as an operator would: SIGTERM. Resolves to the exit code; a place made for it alone is removed. */
  stop(): Promise<number | null>;
};

export type Start = {
  readonly args?: readonly string[];
  /** Further settings. */
  readonly env?: NodeJS.ProcessEnv;
  /** Arguments of node itself, as `--import` of a preload. */
  readonly nodeArgs?: readonly string[];
  /** Without one, the server gets a new place that ends with it. */
  readonly place?: Place | undefined;
  /** Words before `node`, as `["strace", "-f", …]`. */
  readonly under?: readonly string[];
};

/** `databaseServer`: a PostgreSQL of the test's own in place of the one that all share. */
export async function openPlace({
  databaseServer,
}: { readonly databaseServer?: string | undefined } = {}): Promise<Place> {
  const dataFolder = await mkdtemp(join(tmpdir(), "chancery-e2e-"));
  const database = await createDatabase(databaseServer);
  return {
    dataFolder,
    databaseUrl: database.url,
    env: {
      CHANCERY_DATA_DIR: dataFolder,
      ...(database.url && { CHANCERY_DATABASE_URL: database.url, CHANCERY_SECRET: randomBytes(32).toString("hex") }),
    },
    async remove() {
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the server answers, and is claimed where `env` claims it; refuses with what it wrote when it ends or stays silent. */
export async function startServer(start: Start = {}): Promise<RunningServer> {
  if (!existsSync(binary)) throw new Error(`${binary} is not built: run \`npm run build\``);
  const place = start.place ?? (await openPlace());
  if (isDemoToCopy(start, place)) await copyDemo(place.dataFolder, tellDemo);
  return startOver(place, start);
}

async function startOver(place: Place, start: Start): Promise<RunningServer> {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const [program = process.execPath, ...args] = [
    ...(start.under ?? []),
    process.execPath,
    ...(start.nodeArgs ?? []),
    binary,
    ...(start.args ?? []),
  ];
  const own = { CHANCERY_PORT: String(port), CHANCERY_PUBLIC_URL: url };
  const env: NodeJS.ProcessEnv = { ...inherited(), ...place.env, ...own, ...start.env };
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const written = record(child);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const stop = async () => {
    const exitCode = await end(child, "SIGTERM");
    if (!start.place) await place.remove();
    return exitCode;
  };
  const patience = { child, output: () => written.all };
  try {
    await until("the server to answer", patience, () => isUp(url));
  } catch (error) {
    await stop();
    // Between finding a free port and listening on it, somebody else took it.
    if (written.all.includes("EADDRINUSE") && start.env?.["CHANCERY_PORT"] === undefined)
      return start.place ? startOver(place, start) : startServer(start);
    throw error;
  }
  return {
    url,
    pid: child.pid!,
    dataFolder: place.dataFolder,
    databaseUrl: place.databaseUrl,
    output: () => written.all,
    printed: (pattern) =>
      until(`${pattern} on stdout`, patience, () => Promise.resolve(pattern.exec(written.out)?.[0])),
    ended,
    hangUp() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    kill: async () => void (await end(child, "SIGKILL")),
    stop,
  };
}

/** With its own clock, or a database elsewhere, a server tells the demo itself. */
const isDemoToCopy = ({ args = [], nodeArgs = [] }: Start, { dataFolder, databaseUrl }: Place) =>
  args.includes("--demo") && nodeArgs.length === 0 && !databaseUrl && readdirSync(dataFolder).length === 0;

async function tellDemo(dataFolder: string): Promise<void> {
  const place = { dataFolder, databaseUrl: undefined, env: { CHANCERY_DATA_DIR: dataFolder }, remove: async () => {} };
  const server = await startOver(place, { args: ["--demo"], place });
  if ((await server.stop()) !== 0) throw new Error(`the server that told the demo wrote:\n${server.output()}`);
}

/** Runs the server's program to its end, as for `--fsck`, or for a start that is refused. */
export async function runServer(
  start: Start & { readonly place: Place },
): Promise<{ code: number | null; output: string }> {
  const env = { ...inherited(), CHANCERY_PORT: String(await findFreePort()), ...start.place.env, ...start.env };
  const args = [...(start.nodeArgs ?? []), binary, ...(start.args ?? [])];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const written = record(child);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output: written.all };
}

function record(child: ChildProcess): { readonly out: string; readonly all: string } {
  const written = { out: "", all: "" };
  child.stdout?.on("data", (bytes: Buffer) => {
    written.out += bytes.toString("utf8");
    written.all += bytes.toString("utf8");
  });
  child.stderr?.on("data", (bytes: Buffer) => (written.all += bytes.toString("utf8")));
  return written;
}

const inherited = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("CHANCERY_"))),
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
});

/** A registry that its environment claims answers nothing before. */
async function isUp(url: string): Promise<true | undefined> {
  try {
    return (await fetch(`${url}/healthz`)).ok || undefined;
  } catch {
    return undefined;
  }
}

type Patience = { readonly child: ChildProcess; output(): string };

async function until<T>(what: string, { child, output }: Patience, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (hasEnded(child) || Date.now() > deadline) throw new Error(`waited for ${what}; the server wrote:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
  if (hasEnded(child)) return child.exitCode;
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill(signal);
  const impatience = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  await closed;
  clearTimeout(impatience);
  return child.exitCode;
}

const findFreePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().listen(0, "127.0.0.1");
    probe.once("error", reject);
    probe.once("listening", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
