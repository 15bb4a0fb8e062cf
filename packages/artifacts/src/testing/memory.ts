// Both ports in memory, as short as they can be: what the conformance suites are held against beside the folder.
import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { isUuid } from "@chancery/core";
import { exclusively } from "../one-writer.ts";
import type { Appended, Blobs, Content, Promised, Staging } from "../ports.ts";
import * as refusals from "../refusals.ts";
import { sha256Of } from "./bodies.ts";

const isDigest = (sha256: string) => /^[0-9a-f]{64}$/.test(sha256);

export function memoryBlobs(kept = new Map<string, Buffer>()): Blobs {
  const find = (sha256: string) => kept.get(sha256);
  return {
    async putFile(path, { sha256 }) {
      if (!isDigest(sha256)) throw refusals.blobUnknown();
      kept.set(sha256, await readFile(path));
      await rm(path);
    },
    open(sha256, range) {
      const bytes = find(sha256);
      if (!bytes) return Promise.reject(refusals.blobUnknown());
      const sizeBytes = bytes.length;
      const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
      if (range && !(0 <= start && start <= end && end < sizeBytes))
        return Promise.reject(refusals.rangeOutside(sizeBytes));
      return Promise.resolve({ sizeBytes, stream: Readable.from([bytes.subarray(start, end + 1)]) });
    },
    stat(sha256) {
      const bytes = find(sha256);
      return Promise.resolve(bytes && { sizeBytes: bytes.length });
    },
    delete: (sha256) => Promise.resolve(void kept.delete(sha256)),
  };
}

type Upload = { bytes: Buffer; at: Date };
/** Uploads that outlive a `memoryStaging`, as a disk does. */
export type Uploads = Map<string, Upload>;

export function memoryStaging(uploads: Uploads = new Map()): Staging {
  const busy = new Set<string>();
  const find = (id: string): Upload => {
    const upload = uploads.get(id);
    if (!upload) throw refusals.uploadUnknown();
    return upload;
  };
  return {
    begin: async (id) => {
      if (!isUuid(id)) throw refusals.uploadUnknown();
      if (uploads.has(id)) throw refusals.uploadExists();
      uploads.set(id, { bytes: Buffer.alloc(0), at: new Date() });
    },
    offset: async (id) => find(id).bytes.length,
    append: (id, appended) => exclusively(busy, id, () => append(find(id), appended)),
    commit: (id, promised, blobs) =>
      exclusively(busy, id, async () => {
        const content = contentOf(find(id), promised, () => uploads.delete(id));
        const path = join(tmpdir(), randomUUID());
        await writeFile(path, find(id).bytes);
        await blobs.putFile(path, content).finally(() => rm(path, { force: true }));
        uploads.delete(id);
        return content;
      }),
    takeOver: (id, { mayStillWrite }) =>
      exclusively(busy, id, () => {
        const upload = uploads.get(id);
        if (upload && mayStillWrite) uploads.set(id, { ...upload });
      }),
    discard: (id) => exclusively(busy, id, () => void uploads.delete(id)),
    sweep: async ({ olderThan }) => {
      const old = [...uploads].filter(([id, { at }]) => at < olderThan && !busy.has(id)).map(([id]) => id);
      for (const id of old) uploads.delete(id);
      return old;
    },
  };
}

async function append(upload: Upload, { offset, body, limitBytes, signal }: Appended): Promise<number> {
  const before = upload.bytes;
  if (offset !== before.length) throw refusals.offsetMismatch(before.length);
  const chunks = body[Symbol.asyncIterator]();
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener("abort", () => reject(signal.reason as Error)),
  );
  for (;;) {
    const next = await Promise.race([chunks.next(), aborted]);
    if (next.done) return upload.bytes.length;
    if (upload.bytes.length + next.value.length > limitBytes) {
      upload.bytes = before;
      throw refusals.bodyTooLong(limitBytes);
    }
    Object.assign(upload, { bytes: Buffer.concat([upload.bytes, next.value]), at: new Date() });
  }
}

function contentOf({ bytes }: Upload, { sizeBytes, sha256: promised }: Promised, discard: () => void): Content {
  const sha256 = sha256Of(bytes);
  if (bytes.length < sizeBytes) throw refusals.uploadIncomplete(bytes.length, sizeBytes);
  if (bytes.length === sizeBytes && (promised ?? sha256) === sha256) return { sha256, sizeBytes };
  discard();
  throw promised === undefined ? refusals.sizeMismatch(sizeBytes) : refusals.digestMismatch(promised);
}
