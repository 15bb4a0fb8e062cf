// Bytes without pattern, the same for the same seed in every process: a block that is repeated up to the size.
import { createCipheriv, createHash } from "node:crypto";

const blockBytes = 32 << 20;
const pieceBytes = 1 << 20;

/** Pieces of 1 MiB that make up `sizeBytes`. */
export function piecesOf(seed: string, sizeBytes: number): Iterable<Uint8Array> {
  const key = createHash("sha256").update(seed).digest();
  const block = createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(
    Buffer.alloc(Math.min(blockBytes, sizeBytes)),
  );
  return {
    *[Symbol.iterator]() {
      for (let at = 0; at < sizeBytes; at += pieceBytes) {
        const from = at % blockBytes;
        yield block.subarray(from, from + Math.min(pieceBytes, sizeBytes - at));
      }
    },
  };
}

export function digestOf(pieces: Iterable<Uint8Array>): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}
