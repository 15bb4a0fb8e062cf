import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64 } from "./base64.ts";
import {
  appendLeaf,
  consistencyProof,
  emptyTree,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type TreeState,
} from "./merkle.ts";

const vectors = join(import.meta.dirname, "../../vectors");
const hex = (base64: string) => Buffer.from(base64, "base64").toString("hex");
const filesIn = (folder: string) =>
  readdirSync(join(vectors, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, json: JSON.parse(readFileSync(join(vectors, folder, name), "utf8")) as never }));

type Included = {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
};
type Consistent = {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
};

/** A log kept in memory: every node that appending reports, level 0 included. */
function grow(size: number) {
  const nodes = new Map<string, string>();
  const states: TreeState[] = [emptyTree];
  for (let index = 0; index < size; index++) {
    const hash = leafHash(Buffer.from(`leaf ${index}`));
    nodes.set(`0/${index}`, hash);
    const grown = appendLeaf(states[index]!, hash);
    for (const node of grown.nodes) nodes.set(`${node.level}/${node.idx}`, node.hash);
    states.push(grown.state);
  }
  const get = (level: number, idx: number) => {
    const hash = nodes.get(`${level}/${idx}`);
    return hash === undefined ? Promise.reject(new Error(`no node ${level}/${idx}`)) : Promise.resolve(hash);
  };
  return { get, rootAt: (at: number) => rootOf(states[at]!), hashOf: (index: number) => nodes.get(`0/${index}`)! };
}

const grown = grow(300);
const flip = (hash: string, bit: number) => {
  const bytes = Buffer.from(hash, "hex");
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes.toString("hex");
};

describe("published vectors of transparency-dev/merkle", () => {
  const inclusion = filesIn("merkle/inclusion");
  const consistency = filesIn("merkle/consistency");

  it("reads all 196", () => expect(inclusion.length + consistency.length).toBe(196));
  it.each(inclusion)("judges inclusion $name as published", ({ json }) => {
    const vector: Included = json;
    const proof = (vector.proof ?? []).map(hex);
    const claim = {
      index: vector.leafIdx,
      size: vector.treeSize,
      leafHash: hex(vector.leafHash),
      proof,
      root: hex(vector.root),
    };
    expect(verifyInclusion(claim)).toBe(!vector.wantErr);
  });
  it.each(consistency)("judges consistency $name as published", ({ json }) => {
    const vector: Consistent = json;
    const [oldRoot, newRoot, proof] = [hex(vector.root1), hex(vector.root2), (vector.proof ?? []).map(hex)];
    expect(verifyConsistency({ oldSize: vector.size1, newSize: vector.size2, oldRoot, newRoot, proof })).toBe(
      !vector.wantErr,
    );
  });
});

describe("the eight well-known leaves", () => {
  it("gives the published roots 0 to 8", () => {
    const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let state = emptyTree;
    const roots = [
      rootOf(state),
      ...leaves.map((leaf) => rootOf((state = appendLeaf(state, leafHash(Buffer.from(leaf, "hex"))).state))),
    ];
    expect(roots[0]).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(roots[1]).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(roots[8]).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });
});

describe("proofs", () => {
  const size = fc.integer({ min: 1, max: 300 });
  const within = size.chain((n) => fc.record({ size: fc.constant(n), index: fc.integer({ min: 0, max: n - 1 }) }));
  const pair = size.chain((n) => fc.record({ newSize: fc.constant(n), oldSize: fc.integer({ min: 1, max: n }) }));

  it("verify for every entry of every size, and for no other leaf, index, size or root", async () => {
    await fc.assert(
      fc.asyncProperty(within, fc.nat({ max: 255 }), async (at, bit) => {
        const proof = await inclusionProof(at, grown.get);
        const claim = { ...at, leafHash: grown.hashOf(at.index), proof, root: grown.rootAt(at.size) };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flip(claim.root, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toBe(false);
        if (at.size > 1) expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
        for (const [n, hash] of proof.entries())
          expect(verifyInclusion({ ...claim, proof: proof.with(n, flip(hash, bit)) })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it("verify between every two sizes, and for no other roots or hashes", async () => {
    await fc.assert(
      fc.asyncProperty(pair, fc.nat({ max: 255 }), async (between, bit) => {
        const proof = await consistencyProof(between, grown.get);
        const claim = {
          ...between,
          oldRoot: grown.rootAt(between.oldSize),
          newRoot: grown.rootAt(between.newSize),
          proof,
        };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, oldRoot: flip(claim.oldRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, newRoot: flip(claim.newRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...proof, claim.newRoot] })).toBe(false);
        for (const [n, hash] of proof.entries())
          expect(verifyConsistency({ ...claim, proof: proof.with(n, flip(hash, bit)) })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it("are refused outside of the tree", async () => {
    await expect(inclusionProof({ index: 5, size: 5 }, grown.get)).rejects.toThrow(RangeError);
    await expect(consistencyProof({ oldSize: 6, newSize: 5 }, grown.get)).rejects.toThrow(RangeError);
  });
});

describe("the state of the tree", () => {
  it("holds one root for each one-bit of the size", () => {
    let state = emptyTree;
    for (let size = 1; size <= 64; size++) {
      state = appendLeaf(state, leafHash(Buffer.from([size]))).state;
      expect(state.edge.length).toBe(32 * [...size.toString(2)].filter((bit) => bit === "1").length);
    }
  });
  it("is refused when its edge does not fit its size", () => {
    expect(() => rootOf({ size: 3, edge: new Uint8Array(32) })).toThrow("does not match");
    expect(() => appendLeaf({ size: -1, edge: new Uint8Array(0) }, "00".repeat(32))).toThrow("does not match");
  });
  it("reads the tiles of the worked log", () => {
    const tile = readFileSync(join(vectors, "audit-log/tile/0/000.p/5"));
    let state = emptyTree;
    for (let at = 0; at < tile.length; at += 32)
      state = appendLeaf(state, tile.subarray(at, at + 32).toString("hex")).state;
    expect(rootOf(state)).toBe(
      Buffer.from(fromBase64("8L86PHfV70w1KOddJIwtT9apjzB/3J5IRLJYDF3zvcc=")!).toString("hex"),
    );
  });
});
