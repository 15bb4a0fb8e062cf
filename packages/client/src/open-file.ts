// A file of a version as a stream that fails, instead of ending, when the bytes were not those its digest names.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { FileEntry } from "@chancery/core";
import { ChanceryClientError } from "./error.ts";
import { networkError, type CallOptions, type Http } from "./http.ts";
import { cancelled } from "./retry.ts";

/** Where a file of a version is served. */
export const filePath = (versionId: string, path: string): string =>
  `/api/v1/versions/${encodeURIComponent(versionId)}/files/${path.split("/").map(encodeURIComponent).join("/")}`;

/** The bytes of `file`, which stands in a verified manifest. Use nothing of them before the stream has ended well. */
export async function openFile(
  http: Http,
  wanted: { readonly versionId: string; readonly file: FileEntry },
  options: CallOptions,
): Promise<ReadableStream<Uint8Array>> {
  const response = await http.send(filePath(wanted.versionId, wanted.file.path), options);
  const body: ReadableStream<Uint8Array> = response.body ?? new Blob([]).stream();
  return verified(wanted.file, body.getReader(), options.signal);
}

function verified(
  file: FileEntry,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const hash = sha256.create();
  let received = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw signal?.aborted ? cancelled(signal) : networkError(error);
      });
      if (!done) {
        received += value.length;
        if (received > file.sizeBytes) throw wrongBytes(file);
        hash.update(value);
        return controller.enqueue(value);
      }
      if (received < file.sizeBytes) throw networkError(new Error(`${file.path} was cut off`));
      if (bytesToHex(hash.digest()) !== file.sha256) throw wrongBytes(file);
      controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** A server of before knows fewer addresses. */
export const isUnknownRoute = (error: unknown): boolean =>
  error instanceof ChanceryClientError && error.reasons.some(({ code }) => code === "route_unknown");

/** The refusal of bytes that do not fit their digest. */
export const wrongBytes = (file: FileEntry): ChanceryClientError => {
  const message = `${file.path}: the bytes received do not match the manifest`;
  return new ChanceryClientError("INTEGRITY", message, {
    reasons: [{ code: "digest_mismatch", message }],
    facts: { path: file.path, sha256: file.sha256 },
  });
};

const damages: ReadonlySet<string> = new Set(["content_damaged", "blob_unknown"]);
export const isDamaged = (error: unknown): error is ChanceryClientError =>
  error instanceof ChanceryClientError && error.reasons.some(({ code }) => damages.has(code));

/** The refusal of a file whose stored bytes are damaged or gone, with its name and what to do; any other error as it is. */
export function explainDamage(error: unknown, { path, sha256 }: FileEntry): unknown {
  if (!isDamaged(error)) return error;
  const message = `${path}: the bytes that the registry stores for this file are damaged or missing. Tell the operator of the registry; they can find it with \`npm run fsck -- --blobs\``;
  const { requestId, status } = error;
  return new ChanceryClientError("INTERNAL", message, {
    reasons: [{ code: "content_damaged", message }],
    facts: { path, sha256 },
    ...(requestId !== null && { requestId }),
    ...(status !== null && { status }),
    cause: error,
  });
}
