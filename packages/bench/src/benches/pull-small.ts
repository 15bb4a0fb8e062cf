// A version of many small files into an empty folder: what is asked, hashed, synced and renamed for each of them.
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { download, push } from "@chancery/client/node";
import { bench } from "../bench.ts";
import { openRegistry, team } from "../stage/registry.ts";

const fileBytes = 4_000;

export const pullSmall = bench({
  name: "pull-small",
  what: "pull 2,000 files of 4 kB into an empty folder",
  against: "plain Node: read, write, fsync and rename each of them, one by one, without a network",
  reach: [{ figure: "time", unit: "s", compare: "ratio", atMost: 2 }],
  limitMs: 600_000,
  async prepare(place) {
    const { client } = await openRegistry(place);
    const source = join(place.folder, "model");
    await mkdir(source);
    const names = Array.from({ length: place.size({ full: 2_000, quick: 20 }) }, (_, n) => `${n}.bin`);
    for (const name of names) await writeFile(join(source, name), randomBytes(fileBytes));
    await push(client, { model: `${team}/small`, paths: [source] });
    const version = await client.resolve(`${team}/small:1`);
    return { client, version, source, names, folder: place.folder };
  },
  async ours({ client, version, names, folder }) {
    const target = await mkdtemp(join(folder, "pulled-"));
    const startedAt = performance.now();
    const { files, wireBytes } = await download(client, { version, folder: target });
    const seconds = (performance.now() - startedAt) / 1000;
    if (files.length !== names.length || wireBytes !== names.length * fileBytes) throw new Error("files are missing");
    await rm(target, { recursive: true });
    return { time: seconds };
  },
  async peer({ source, names, folder }) {
    const target = await mkdtemp(join(folder, "copied-"));
    const startedAt = performance.now();
    for (const name of names) {
      const part = join(target, `${name}.part`);
      const file = await open(part, "w");
      await file.writeFile(await readFile(join(source, name)));
      await file.sync();
      await file.close();
      await rename(part, join(target, name));
    }
    const seconds = (performance.now() - startedAt) / 1000;
    await rm(target, { recursive: true });
    return { time: seconds };
  },
});
