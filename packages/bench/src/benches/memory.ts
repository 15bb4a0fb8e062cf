// Whether the server's memory grows with what goes through it.
import { bench } from "../bench.ts";
import type { Read, Taken } from "../programs/read.ts";
import type { Send, Sent } from "../programs/send.ts";
import { openDraft } from "../stage/draft.ts";
import { residentMiB } from "../stage/process-stats.ts";
import { runProgram } from "../stage/program.ts";
import { openRegistry } from "../stage/registry.ts";

const atOnce = 8;
const sampleMs = 50;

export const memory = bench({
  name: "memory",
  what: `the server's memory while 5 GB go in and out, ${atOnce} files at a time`,
  against: "the same server before, idle",
  reach: [{ figure: "growth", unit: "MiB", compare: "alone", atMost: 150 }],
  rounds: 3,
  async prepare(place) {
    const registry = await openRegistry(place);
    const { url, pid } = registry.server;
    const versionId = await openDraft(registry);
    const sizeBytes = place.size({ full: 640_000_000, quick: 2_000_000 });
    let sent = 0;
    const nextPaths = () => Array.from({ length: atOnce }, () => `part-${(sent += 1)}.bin`);
    return { url, pid, token: registry.token, versionId, sizeBytes, nextPaths, idleMiB: residentMiB(pid) };
  },
  async ours({ url, pid, token, versionId, sizeBytes, nextPaths, idleMiB }) {
    let mostMiB = 0;
    const sampling = setInterval(() => (mostMiB = Math.max(mostMiB, residentMiB(pid))), sampleMs);
    try {
      const paths = nextPaths();
      const send: Send = { url, token, versionId, paths, sizeBytes };
      await runProgram<Sent>("send", send);
      const urls = paths.map((path) => `${url}/api/v1/versions/${versionId}/files/${path}`);
      const read: Read = { urls, sizeBytes, headers: { authorization: `Bearer ${token}` } };
      await runProgram<Taken>("read", read);
    } finally {
      clearInterval(sampling);
    }
    return { growth: Math.max(mostMiB, residentMiB(pid)) - idleMiB };
  },
});
