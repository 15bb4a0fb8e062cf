// Many small files in and out: against MLflow, which is asked the same, and against a copy that is synced.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { download, push } from "@chancery/client/node";
import { bench, type Figures, type Place } from "../bench.ts";
import { openMlflow, whyNoMlflow, type Mlflow } from "../stage/mlflow.ts";
import { openRegistry, team, type Registry } from "../stage/registry.ts";

const fileBytes = 4_000;
type Stage = Pick<Registry, "client"> & { readonly folder: string; readonly count: number };

async function openStage(place: Place): Promise<Stage> {
  const { client } = await openRegistry(place);
  return { client, folder: place.folder, count: place.size({ full: 2_000, quick: 20 }) };
}

/** Other bytes each time: those that a registry has are not sent again. */
async function writeSource({ folder, count }: Stage): Promise<string> {
  const source = await mkdtemp(join(folder, "source-"));
  for (let n = 0; n < count; n++) await writeFile(join(source, `${n}.bin`), randomBytes(fileBytes));
  execFileSync("sync");
  return source;
}

const perSecond = ({ count }: Stage, ms: number) => (count * 1000) / ms;

async function ours(stage: Stage): Promise<Figures> {
  const source = await writeSource(stage);
  const target = join(stage.folder, "pulled");
  const begun = performance.now();
  const pushed = await push(stage.client, { model: `${team}/bulk`, paths: [source] });
  const sent = performance.now();
  const version = await stage.client.resolve(`${team}/bulk:${pushed.number}`);
  const pulled = await download(stage.client, { version, folder: target });
  const done = performance.now();
  const bytes = stage.count * fileBytes;
  if (pushed.wireBytes !== bytes || pulled.wireBytes !== bytes) throw new Error("bytes are missing");
  for (const folder of [source, target]) await rm(folder, { recursive: true });
  return { push: perSecond(stage, sent - begun), pull: perSecond(stage, done - sent) };
}

const files = "2,000 files of 4 kB: push of a folder, then pull into an empty one";

export const bulk = [
  bench({
    name: "bulk-mlflow",
    what: files,
    against: "MLflow's `log_artifacts` and `download_artifacts` of the same folder, through its server",
    reach: [
      { figure: "push", unit: "files/s", compare: "ratio", atLeast: 5 },
      { figure: "pull", unit: "files/s", compare: "ratio", atLeast: 4 },
    ],
    limitMs: 900_000,
    whyLeftOut: whyNoMlflow,
    async prepare(place): Promise<Stage & { readonly move: Mlflow }> {
      return { ...(await openStage(place)), move: await openMlflow(place, await freePort()) };
    },
    ours,
    async peer(stage: Stage & { readonly move: Mlflow }) {
      const source = await writeSource(stage);
      const target = join(stage.folder, "fetched");
      await mkdir(target);
      const moved = await stage.move(source, target);
      if ((await readdir(target)).length !== stage.count) throw new Error("files are missing");
      for (const folder of [source, target]) await rm(folder, { recursive: true });
      return { push: perSecond(stage, moved.push * 1000), pull: perSecond(stage, moved.pull * 1000) };
    },
  }),
  bench({
    name: "bulk-copy",
    what: files,
    against: "`cp -r`, `sha256sum` of each file and `sync`",
    reach: [
      { figure: "push", unit: "files/s", compare: "ratio", atLeast: 0.1 },
      { figure: "pull", unit: "files/s", compare: "ratio", atLeast: 0.1 },
    ],
    limitMs: 600_000,
    prepare: openStage,
    ours,
    async peer(stage) {
      const source = await writeSource(stage);
      const begun = performance.now();
      const script = 'cp -r "$1" "$2" && find "$2" -type f -exec sha256sum {} + > /dev/null && sync';
      execFileSync("sh", ["-c", script, "copy", source, join(stage.folder, "copied")]);
      const ms = performance.now() - begun;
      for (const folder of [source, join(stage.folder, "copied")]) await rm(folder, { recursive: true });
      return { push: perSecond(stage, ms), pull: perSecond(stage, ms) };
    },
  }),
];

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
