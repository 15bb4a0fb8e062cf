// MLflow from PyPI, in a virtual environment of its own: a tracking server that hands artifacts through, and a client.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Place } from "../bench.ts";

const version = "3.17.2";
/** Kept between runs, beside the folders that each bench has to itself: installing it takes minutes. */
export const mlflowHome = process.env["BENCH_MLFLOW"] ?? join(tmpdir(), `chancery-bench-mlflow-${version}`);
const python = join(mlflowHome, "bin", "python");

/** Installs it where it is not there yet. */
export function whyNoMlflow(): string | undefined {
  const works = () => existsSync(python) && spawnSync(python, ["-c", "import mlflow"]).status === 0;
  if (works()) return undefined;
  if (spawnSync("python3", ["-m", "venv", mlflowHome]).status !== 0) return "there is no python3 with venv";
  const installed = spawnSync(python, ["-m", "pip", "install", "--quiet", `mlflow==${version}`], { encoding: "utf8" });
  return works() ? undefined : `mlflow==${version} cannot be installed from PyPI: ${installed.stderr.slice(-200)}`;
}

/** Seconds that each took. */
export type Moved = { readonly push: number; readonly pull: number };
/** Sends the folder as artifacts of a new run, and fetches them into another, which must be empty. */
export type Mlflow = (from: string, to: string) => Promise<Moved>;

/** Client and server stay up between rounds; both end with the bench. */
export async function openMlflow(place: Place, port: number): Promise<Mlflow> {
  const program = fileURLToPath(new URL("../programs/mlflow-peer.py", import.meta.url));
  const child: ChildProcess = spawn(python, [program, join(place.folder, "mlflow"), String(port)], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, MLFLOW_DISABLE_TELEMETRY: "true", DO_NOT_TRACK: "true" },
  });
  place.atEnd(() => {
    child.stdin?.end();
    return new Promise((resolve) => child.once("close", resolve));
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async () => {
    const line = (await lines.next()) as IteratorResult<string, undefined>;
    if (line.done) throw new Error("MLflow ended");
    return JSON.parse(line.value) as Moved;
  };
  await next(); // it is up
  return async (from, to) => {
    child.stdin?.write(`${JSON.stringify([from, to])}\n`);
    return next();
  };
}
