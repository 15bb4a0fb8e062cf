// One large file out of the registry, to one reader and to eight.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { push } from "@chancery/client/node";
import { bench, type Bench } from "../bench.ts";
import type { PlainFile } from "../programs/plain-files.ts";
import type { Read, Taken } from "../programs/read.ts";
import { digestOf, piecesOf } from "../stage/bytes.ts";
import { runProgram, serveProgram } from "../stage/program.ts";
import { openRegistry, team } from "../stage/registry.ts";

const getBy = (readers: number): Bench =>
  bench({
    name: `get-${readers}`,
    what: `GET 1 GB, ${readers} ${readers === 1 ? "reader" : "readers"}`,
    against: "plain Node: `pipeline` from the file to the socket in reads of 1 MiB",
    reach: [{ figure: "throughput", unit: "MB/s", compare: "ratio", atLeast: 0.9 }],
    async prepare(place) {
      const { client, server, token } = await openRegistry(place);
      const sizeBytes = place.size({ full: 1_000_000_000, quick: 10_000_000 });
      const path = join(place.folder, "large.bin");
      const pieces = piecesOf("large", sizeBytes);
      await writeFile(path, pieces);
      const { versionId } = await push(client, { model: `${team}/large`, paths: [path] });
      const plain: PlainFile = { path, sizeBytes };
      const { url } = await serveProgram<{ readonly url: string }>(place, "plain-files", plain);
      const read = (from: string): Read => ({
        urls: Array.from({ length: readers }, () => from),
        headers: { authorization: `Bearer ${token}` },
        sizeBytes,
        // The digest costs the readers more than the bytes do, so the timed runs count them only.
        ...(place.isQuick && { sha256: digestOf(pieces) }),
      });
      return { ours: read(`${server.url}/api/v1/versions/${versionId}/files/large.bin`), peer: read(url) };
    },
    ours: ({ ours }) => take(ours),
    peer: ({ peer }) => take(peer),
  });

async function take(read: Read) {
  const { ms } = await runProgram<Taken>("read", read);
  return { throughput: (read.sizeBytes * read.urls.length) / 1000 / ms };
}

export const gets: readonly Bench[] = [getBy(1), getBy(8)];
