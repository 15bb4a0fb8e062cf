// Real model files, and one large one that is nearly all holes.
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const vadWeb = dirname(createRequire(import.meta.url).resolve("@ricky0123/vad-web/package.json"));
/** The Silero voice-activity models, oldest first; about 2 MB each. */
export const silero = ["legacy", "v5", "v6"].map((name) => join(vadWeb, "dist", `silero_vad_${name}.onnx`));

const patchBytes = 16 * 1024;
const patches = 64;

/** Writes a sparse file: holes but for 1 MiB of seeded bytes in 64 seeded places, both ends among them. */
export async function writeSparse(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.truncate(sizeBytes);
    for (let n = 0; n < patches; n += 1) await file.write(seeded(n, patchBytes), 0, patchBytes, placeOf(n, sizeBytes));
  } finally {
    await file.close();
  }
}

function placeOf(n: number, sizeBytes: number): number {
  if (n === 0) return 0;
  if (n === 1) return sizeBytes - patchBytes;
  return Number(
    BigInt(`0x${createHash("sha256").update(`place ${n}`).digest("hex").slice(0, 12)}`) %
      BigInt(sizeBytes - patchBytes),
  );
}

function seeded(n: number, length: number): Buffer {
  const blocks = Array.from({ length: length / 32 }, (_, block) =>
    createHash("sha256").update(`patch ${n} ${block}`).digest(),
  );
  return Buffer.concat(blocks);
}
