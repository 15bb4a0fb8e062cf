// Whether a blob's bytes are still those of its name.
import { createHash } from "node:crypto";
import type { Blobs } from "./ports.ts";

/** Reads the blob whole, a buffer at a time. NOT_FOUND `blob_unknown` where there is none. */
export async function isIntact(blobs: Blobs, sha256: string): Promise<boolean> {
  const hash = createHash("sha256");
  const { stream } = await blobs.open(sha256);
  for await (const chunk of stream) hash.update(chunk as Uint8Array);
  return hash.digest("hex") === sha256;
}
