// Whether bytes are still those of their digest.
import { createHash } from "node:crypto";
import type { Body } from "./ports.ts";

/** Reads them to their end, a buffer at a time. */
export async function isIntact(body: Body, sha256: string): Promise<boolean> {
  const hash = createHash("sha256");
  for await (const chunk of body) hash.update(chunk);
  return hash.digest("hex") === sha256;
}
