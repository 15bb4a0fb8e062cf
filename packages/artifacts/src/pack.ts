// A pack: one blob whose bytes are those of many contents, one behind the other.
import { createHash } from "node:crypto";
import type { Body } from "./ports.ts";

/** SHA-256 of each of the parts that bytes consist of, in their order. Throws where they are fewer. */
export async function digestsIn(body: Body, sizes: readonly number[]): Promise<readonly string[]> {
  const digests: string[] = [];
  let hash = createHash("sha256");
  let left = sizes[0] ?? 0;
  const endParts = () => {
    while (left === 0 && digests.length < sizes.length) {
      digests.push(hash.digest("hex"));
      hash = createHash("sha256");
      left = sizes[digests.length] ?? 0;
    }
  };
  endParts();
  for await (const bytes of body)
    for (let at = 0; at < bytes.length && digests.length < sizes.length;) {
      const part = bytes.subarray(at, at + left);
      hash.update(part);
      at += part.length;
      left -= part.length;
      endParts();
    }
  if (digests.length < sizes.length) throw new Error("the bytes are fewer than their parts");
  return digests;
}
