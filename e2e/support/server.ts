// The built server as a test starts it: on a free port, with a data folder and a database of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDatabase, type Database } from "./database.ts";

const binary = fileURLToPath(new URL("../../apps/web/dist/server.js", import.meta.url));
const readyTimeoutMs = 60_000;
const stopTimeoutMs = 15_000;

export type RunningServer = {
  /** Origin, without a trailing slash. */
  readonly url: string;
  readonly dataFolder: string;
  /** The PostgreSQL database it runs on; undefined on SQLite. */
  readonly databaseUrl: string | undefined;
  /** Everything it wrote to stdout and stderr. */
  output(): string;
  /** The first match in what it writes to stdout, waited for. */
  printed(pattern: RegExp): Promise<string>;
  /** Stops it as an operator would, and removes its data. */
  stop(): Promise<void>;
};

/** Resolves when the server answers /healthz; refuses with what it wrote when it ends or stays silent. */
export async function startServer(args: readonly string[] = []): Promise<RunningServer> {
  if (!existsSync(binary)) throw new Error(`${binary} is not built: run \`npm run build\``);
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const dataFolder = await mkdtemp(join(tmpdir(), "chancery-e2e-"));
  const database = await createDatabase();
  const child = spawn(process.execPath, [binary, ...args], {
    env: environment({ port, url, dataFolder, database }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { out: "", all: "" };
  child.stdout.on("data", (bytes: Buffer) => {
    written.out += bytes.toString("utf8");
    written.all += bytes.toString("utf8");
  });
  child.stderr.on("data", (bytes: Buffer) => (written.all += bytes.toString("utf8")));
  const stop = async () => {
    await end(child);
    await database.drop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  const patience = { child, output: () => written.all };
  try {
    await until("the server to answer", patience, () => isHealthy(url));
  } catch (error) {
    await stop();
    throw error;
  }
  const printed = (pattern: RegExp) =>
    until(`${pattern} on stdout`, patience, () => Promise.resolve(pattern.exec(written.out)?.[0]));
  return { url, dataFolder, databaseUrl: database.url, output: () => written.all, printed, stop };
}

type Place = { readonly port: number; readonly url: string; readonly dataFolder: string; readonly database: Database };

function environment({ port, url, dataFolder, database }: Place): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("CHANCERY_"));
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    CHANCERY_PORT: String(port),
    CHANCERY_PUBLIC_URL: url,
    CHANCERY_DATA_DIR: dataFolder,
    ...(database.url && { CHANCERY_DATABASE_URL: database.url, CHANCERY_SECRET: randomBytes(32).toString("hex") }),
  };
}

const isHealthy = (url: string) =>
  fetch(`${url}/healthz`).then(
    (response) => (response.ok ? true : undefined),
    () => undefined,
  );

type Patience = { readonly child: ChildProcess; output(): string };

async function until<T>(what: string, { child, output }: Patience, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + readyTimeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (hasEnded || Date.now() > deadline) throw new Error(`waited for ${what}; the server wrote:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  await closed;
  clearTimeout(impatience);
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
