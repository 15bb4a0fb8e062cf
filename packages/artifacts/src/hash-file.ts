// SHA-256 of a file's bytes, read a megabyte at a time.
import { createHash, type Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

const readBytes = 1 << 20;

/** The running hash over the first `length` bytes. Throws when the file is shorter. */
export async function hashFile(file: FileHandle, length: number): Promise<Hash> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(Math.min(readBytes, length));
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(readBytes, length - at), at);
    if (bytesRead === 0) throw new Error("the file ended before its length");
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash;
}
