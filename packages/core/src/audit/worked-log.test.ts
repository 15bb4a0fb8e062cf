// The worked log of vectors/audit-log, byte for byte.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromBase64 } from "./base64.ts";
import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { disclosureDigest, makeDisclosure, readDisclosure } from "./disclosure.ts";
import { canonicalJson, type JsonValue } from "./jcs.ts";
import {
  appendLeaf,
  consistencyProof,
  emptyTree,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";
import { ed25519Signer, openNote, parseNote, parseVerifierKey } from "./note.ts";
import { formatConsistency, formatInclusion, parseConsistency, parseInclusion } from "./proof.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "../../vectors/audit-log", name), "utf8");
type Vectors = {
  origin: string;
  seed: string;
  keyId: string;
  publicKey: string;
  vkey: string;
  entries: { index: number; utf8: string; length: number; leafHash: string; disclosures: string[] }[];
  roots: { size: number; hex: string }[];
  inclusion: { index: number; size: number; hashes: string[] };
  consistency: { size1: number; size2: number; hashes: string[] };
  checkpoint5: string;
  bodyHex5: string;
  sig5hex: string;
};
const vectors = JSON.parse(read("vectors.json")) as Vectors;
const signer = ed25519Signer({ origin: vectors.origin, seed: Buffer.from(vectors.seed, "hex") });

const nodes = new Map<string, string>();
const states = [emptyTree];
for (const { index, leafHash: hash } of vectors.entries) {
  const grown = appendLeaf(states[index]!, hash);
  nodes.set(`0/${index}`, hash);
  for (const node of grown.nodes) nodes.set(`${node.level}/${node.idx}`, node.hash);
  states.push(grown.state);
}
const get = (level: number, idx: number) => Promise.resolve(nodes.get(`${level}/${idx}`)!);

describe("the worked log", () => {
  it.each(vectors.entries)("has entry $index in canonical form, with its hash", ({ utf8, length, leafHash: hash }) => {
    expect(canonicalJson(JSON.parse(utf8) as JsonValue)).toBe(utf8);
    expect(Buffer.byteLength(utf8)).toBe(length);
    expect(leafHash(Buffer.from(utf8))).toBe(hash);
  });

  it.each(vectors.entries)("commits in entry $index to exactly its disclosures", ({ utf8, disclosures }) => {
    const { data } = JSON.parse(utf8) as { data: { _sd?: string[] } };
    expect(disclosures.map(disclosureDigest).sort()).toEqual(data._sd ?? []);
    for (const disclosure of disclosures) {
      const [salt] = JSON.parse(Buffer.from(disclosure, "base64url").toString()) as [string];
      const { name, value } = readDisclosure(disclosure)!;
      expect(makeDisclosure({ name, value, salt: Buffer.from(salt, "base64url") })).toBe(disclosure);
    }
  });

  it("has the published root at every size", () => {
    expect(states.map((state) => rootOf(state))).toEqual(vectors.roots.map((root) => root.hex));
  });

  it("gives the published inclusion proof", async () => {
    const { index, size, hashes } = vectors.inclusion;
    expect(await inclusionProof({ index, size }, get)).toEqual(hashes);
    const claim = {
      index,
      size,
      leafHash: vectors.entries[index]!.leafHash,
      proof: hashes,
      root: rootOf(states[size]!),
    };
    expect(verifyInclusion(claim)).toBe(true);
  });

  it("gives the published consistency proof", async () => {
    const { size1: oldSize, size2: newSize, hashes } = vectors.consistency;
    expect(await consistencyProof({ oldSize, newSize }, get)).toEqual(hashes);
    const [oldRoot, newRoot] = [rootOf(states[oldSize]!), rootOf(states[newSize]!)];
    expect(verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof: hashes })).toBe(true);
  });

  it("derives the published verifier key", () => {
    expect(signer.verifierKey).toBe(vectors.vkey);
    expect(read("verifier.pub").trim()).toBe(vectors.vkey);
    const key = parseVerifierKey(vectors.vkey)!;
    expect([key.name, key.keyId, Buffer.from(key.publicKey).toString("hex")]).toEqual([
      vectors.origin,
      vectors.keyId,
      vectors.publicKey,
    ]);
  });

  it.each([1, 2, 3, 4, 5])("signs checkpoint %i byte for byte", (size) => {
    expect(signCheckpoint(signer, { size, root: rootOf(states[size]!) })).toBe(read(`checkpoint.${size}`));
  });

  it("signs the published bytes with the published signature", () => {
    const { body, signatures } = parseNote(vectors.checkpoint5)!;
    expect(Buffer.from(signatures[0]!.signature).toString("hex")).toBe(vectors.sig5hex.slice(8));
    expect(body).toBe(formatCheckpoint(parseCheckpoint(body)!));
  });

  it("opens a checkpoint that a witness signed too", () => {
    const checkpoint = { origin: vectors.origin, size: 5, root: vectors.roots[5]!.hex };
    expect(openCheckpoint(read("checkpoint"), vectors.vkey)).toEqual({ ok: true, checkpoint });
    expect(openNote(read("checkpoint"), vectors.vkey).ok).toBe(true);
  });

  it("writes and reads the published tlog-proof", () => {
    const text = read("entry-3.tlog-proof");
    const proof = { index: 3, hashes: vectors.inclusion.hashes, checkpoint: read("checkpoint") };
    expect(formatInclusion(proof)).toBe(text);
    expect(parseInclusion(text)).toEqual(proof);
  });

  it("writes and reads the published add-checkpoint body", () => {
    const text = read("add-checkpoint-3-5.txt");
    const proof = { oldSize: 3, hashes: vectors.consistency.hashes, checkpoint: read("checkpoint") };
    expect(formatConsistency(proof)).toBe(text);
    expect(parseConsistency(text)).toEqual(proof);
  });

  it("has the published digests of its files", () => {
    const digest = (name: string) => createHash("sha256").update(read(name)).digest("hex");
    expect(digest("audit.ndjson")).toMatch(/^fb82f727.*5c6ca4$/);
    expect(read("audit.ndjson")).toBe(vectors.entries.map((entry) => `${entry.utf8}\n`).join(""));
    expect(fromBase64("8L86PHfV70w1KOddJIwtT9apjzB/3J5IRLJYDF3zvcc=")).toEqual(
      new Uint8Array(Buffer.from(vectors.roots[5]!.hex, "hex")),
    );
  });
});
