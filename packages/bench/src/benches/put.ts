// One large file into the registry: how much of what the disk and SHA-256 allow is left.
import { bench } from "../bench.ts";
import type { Send, Sent } from "../programs/send.ts";
import { piecesOf } from "../stage/bytes.ts";
import { openDraft } from "../stage/draft.ts";
import { writePlainly } from "../stage/plain-write.ts";
import { runProgram } from "../stage/program.ts";
import { openRegistry } from "../stage/registry.ts";

export const put = bench({
  name: "put",
  what: "PUT 1 GB through an upload session: begin, PATCH, finish",
  against: "plain Node: write, SHA-256 and fsync of as many bytes, without a network",
  reach: [{ figure: "throughput", unit: "MB/s", compare: "ratio", atLeast: 0.7 }],
  async prepare(place) {
    const registry = await openRegistry(place);
    const versionId = await openDraft(registry);
    const sizeBytes = place.size({ full: 1_000_000_000, quick: 10_000_000 });
    let sent = 0;
    /** Other bytes each time: those that the registry has are not sent again. */
    const nextPath = () => `part-${(sent += 1)}.bin`;
    return { url: registry.server.url, token: registry.token, versionId, sizeBytes, nextPath, folder: place.folder };
  },
  async ours({ url, token, versionId, sizeBytes, nextPath }) {
    const send: Send = { url, token, versionId, paths: [nextPath()], sizeBytes };
    const { ms } = await runProgram<Sent>("send", send);
    return { throughput: sizeBytes / 1000 / ms };
  },
  peer: async ({ sizeBytes, nextPath, folder }) => ({
    throughput: sizeBytes / 1000 / (await writePlainly(folder, piecesOf(nextPath(), sizeBytes))),
  }),
});
