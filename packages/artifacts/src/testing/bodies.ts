// Bodies as clients send them, whole and broken, and refusals as tests expect them.
import { isIntact } from "../is-intact.ts";
import type { Blobs } from "../ports.ts";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { expect } from "vitest";
import type { Body } from "../ports.ts";

export const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
export const bodyOf = (...chunks: readonly Uint8Array[]): Body => Readable.from(chunks);
/** Gives the chunks, then breaks off as a lost connection does. */
export async function* cutAfter(...chunks: readonly Uint8Array[]): Body {
  yield* chunks;
  await Promise.reject(new Error("connection lost"));
}
/** Gives the chunks, then nothing more and no end. */
export async function* stalledAfter(...chunks: readonly Uint8Array[]): Body {
  yield* chunks;
  await new Promise(() => undefined);
}
export const cutUp = (bytes: Uint8Array, cuts: readonly number[]) => {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, n) => bytes.subarray(at[n], end));
};
export const refusal = (code: string, reason: string, facts: object = {}): unknown =>
  expect.objectContaining({ code, reasons: [expect.objectContaining({ code: reason })], facts });

/** Whether a blob, read back, has the bytes of its name. */
export const intact = async (blobs: Blobs, sha256: string) => isIntact((await blobs.open(sha256)).stream, sha256);
