// The least that receiving a file takes: write it, hash it, sync it. No registry.
import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "./bytes.ts";

/** Its SHA-256, once the file at `path` is durable. */
export async function keepPlainly(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<string> {
  const file = await open(path, "w");
  const hash = createHash("sha256");
  for await (const piece of pieces) {
    hash.update(piece);
    await file.write(piece);
  }
  await file.sync();
  await file.close();
  return hash.digest("hex");
}

/** Milliseconds that it took, without a network. The file is removed again. */
export async function writePlainly(folder: string, pieces: Iterable<Uint8Array>): Promise<number> {
  const wanted = digestOf(pieces);
  const path = join(folder, "plain.bin");
  const startedAt = performance.now();
  const sha256 = await keepPlainly(path, pieces);
  const ms = performance.now() - startedAt;
  await rm(path);
  if (sha256 !== wanted) throw new Error("other bytes were written");
  return ms;
}
