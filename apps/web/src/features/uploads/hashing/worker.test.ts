// The hashing thread, run in this one: digests as everybody else computes them, and what it says of a file it cannot read.
import { createHash, randomBytes } from "node:crypto";
import { expect, it, vi } from "vitest";
import type { HashAnswer, HashStopped, HashWanted } from "./messages.ts";

const thread = globalThis as unknown as { onmessage(event: { data: HashWanted | HashStopped }): void };
const shaOf = (...parts: readonly (Uint8Array | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

async function openThread() {
  const answers: HashAnswer[] = [];
  vi.stubGlobal("postMessage", (answer: HashAnswer) => answers.push(answer));
  await import("./worker.ts");
  return (wanted: HashWanted) => {
    thread.onmessage({ data: wanted });
    return vi.waitFor(() => {
      const answer = answers.find(({ id }) => id === wanted.id);
      expect(answer).toBeDefined();
      return answer;
    });
  };
}

it("answers the SHA-256 of whole files and of their ends, and says which it cannot read", async () => {
  const ask = await openThread();
  const mib = 1024 * 1024;
  let id = 0;
  for (const size of [0, 1, mib, mib + 1, 2 * mib + 3, 9 * mib]) {
    const bytes = randomBytes(size);
    const file = new File([bytes], "a", { lastModified: 7 });
    expect(await ask({ id: (id += 1), file, what: "whole" })).toEqual({ id, sha256: shaOf(bytes) });
    const ends = shaOf(bytes.subarray(0, mib), bytes.subarray(Math.max(mib, size - mib)), `${size} 7`);
    expect(await ask({ id: (id += 1), file, what: "ends" })).toEqual({ id, sha256: ends });
  }
  const gone = {
    size: 1,
    lastModified: 7,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadable")) }),
  };
  expect(await ask({ id: (id += 1), file: gone as unknown as File, what: "whole" })).toEqual({ id, unreadable: true });
});
