// The least that receiving a file takes: write it, hash it, sync it. No network, no registry.
import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "./bytes.ts";

/** Milliseconds that it took. The file is removed again. */
export async function writePlainly(folder: string, pieces: Iterable<Uint8Array>): Promise<number> {
  const wanted = digestOf(pieces);
  const path = join(folder, "plain.bin");
  const startedAt = performance.now();
  const file = await open(path, "w");
  const hash = createHash("sha256");
  for (const piece of pieces) {
    hash.update(piece);
    await file.write(piece);
  }
  await file.sync();
  await file.close();
  const ms = performance.now() - startedAt;
  await rm(path);
  if (hash.digest("hex") !== wanted) throw new Error("other bytes were written");
  return ms;
}
