// A pack: one blob whose bytes are those of many contents, one behind the other.
import { createHash } from "node:crypto";
import type { Body } from "./ports.ts";

/** The parts that bytes consist of, each whole, in their order. Throws where they are fewer; what follows the last is left. */
export async function* partsIn(body: Body, sizes: readonly number[]): AsyncGenerator<Uint8Array, void> {
  const bytes = body[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  try {
    for (const size of sizes) {
      const pieces: Uint8Array[] = [];
      for (let left = size; left > 0;) {
        if (rest.length === 0) {
          const next = await bytes.next();
          if (next.done) throw new Error("the bytes are fewer than their parts");
          rest = next.value;
        }
        const piece = rest.subarray(0, left);
        rest = rest.subarray(piece.length);
        left -= piece.length;
        pieces.push(piece);
      }
      yield pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    }
  } finally {
    await bytes.return?.();
  }
}

/** SHA-256 of each of the parts that bytes consist of, in their order. Throws where they are fewer. */
export async function digestsIn(body: Body, sizes: readonly number[]): Promise<readonly string[]> {
  const digests: string[] = [];
  for await (const part of partsIn(body, sizes)) digests.push(sha256Of(part));
  return digests;
}

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
