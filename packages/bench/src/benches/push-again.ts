// A folder that has not changed is pushed again: no more than hashing it.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { push } from "@chancery/client/node";
import { writeSparse } from "e2e/support/files.ts";
import { bench } from "../bench.ts";
import { openRegistry, team } from "../stage/registry.ts";

const readBytes = 1 << 20;

export const pushAgain = bench({
  name: "push-again",
  what: "push an unchanged sparse folder of 10 GB once more",
  against: "SHA-256 of the same files",
  reach: [{ figure: "time", unit: "s", compare: "ratio", atMost: 1.1 }],
  limitMs: 600_000,
  async prepare(place) {
    const { client } = await openRegistry(place);
    const folder = join(place.folder, "model");
    await mkdir(folder);
    const sizeBytes = place.size({ full: 2_000_000_000, quick: 4_000_000 });
    const paths = ["a", "b", "c", "d", "e"].map((name) => join(folder, `${name}.bin`));
    for (const [at, path] of paths.entries()) await writeSparse(path, sizeBytes - at); // no two alike
    const model = `${team}/sparse`;
    const { manifestDigest } = await push(client, { model, paths: [folder] });
    return { client, model, folder, paths, manifestDigest };
  },
  async ours({ client, model, folder, manifestDigest }) {
    const startedAt = performance.now();
    const pushed = await push(client, { model, paths: [folder] });
    const seconds = (performance.now() - startedAt) / 1000;
    if (pushed.wireBytes !== 0 || pushed.files.some(({ isReused }) => !isReused))
      throw new Error("bytes were sent again");
    if (pushed.manifestDigest === null || manifestDigest === null) throw new Error("the version was not sealed");
    return { time: seconds };
  },
  async peer({ paths }) {
    const startedAt = performance.now();
    for (const path of paths) {
      const hash = createHash("sha256");
      for await (const bytes of createReadStream(path, { highWaterMark: readBytes })) hash.update(bytes as Buffer);
      hash.digest("hex");
    }
    return { time: (performance.now() - startedAt) / 1000 };
  },
});
