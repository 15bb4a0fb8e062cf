import {
  appendLeaf,
  consistencyProof,
  ed25519Signer,
  emptyTree,
  formatConsistency,
  formatInclusion,
  inclusionProof,
  leafHash,
  rootOf,
  signCheckpoint,
  type GetNode,
  type TreeState,
} from "@chancery/core";
import { describe, expect, it } from "vitest";
import { verifyEntry } from "./entry.ts";
import { keptCheckpoint, verifyGrowth } from "./growth.ts";

const signer = ed25519Signer({ origin: "registry.example/audit", seed: new Uint8Array(32).fill(7) });
const leaves = Array.from({ length: 21 }, (_, index) => `{"n":${index},"who":"Zoë"}`);

const nodes = new Map<string, string>();
const states: TreeState[] = [emptyTree];
for (const [index, leaf] of leaves.entries()) {
  const hash = leafHash(new TextEncoder().encode(leaf));
  nodes.set(`0/${index}`, hash);
  const grown = appendLeaf(states[index]!, hash);
  for (const node of grown.nodes) nodes.set(`${node.level}/${node.idx}`, node.hash);
  states.push(grown.state);
}
const get: GetNode = (level, idx) => Promise.resolve(nodes.get(`${level}/${idx}`)!);
const checkpointOf = (size: number) => signCheckpoint(signer, { size, root: rootOf(states[size]!) });

async function claimFor(index: number, size = leaves.length) {
  const hashes = await inclusionProof({ index, size }, get);
  const proof = formatInclusion({ index, hashes, checkpoint: checkpointOf(size) });
  return { leaf: leaves[index]!, leafHash: nodes.get(`0/${index}`)!, proof, verifierKey: signer.verifierKey };
}
const passes = (steps: readonly { status: string }[]) => steps.every((step) => step.status === "passed");

describe("verifying an entry in the browser", () => {
  it("passes for every entry of the log", async () => {
    for (const index of leaves.keys()) expect(passes(verifyEntry(await claimFor(index))), `entry ${index}`).toBe(true);
  });
  it("fails where one byte of the entry differs", async () => {
    const claim = await claimFor(5);
    const steps = verifyEntry({ ...claim, leaf: claim.leaf.replace("5", "6") });
    expect(steps.map((step) => step.status)).toEqual(["failed", "failed", "passed"]);
  });
  it("fails under another key", async () => {
    const other = ed25519Signer({ origin: "registry.example/audit", seed: new Uint8Array(32).fill(8) });
    const steps = verifyEntry({ ...(await claimFor(5)), verifierKey: other.verifierKey });
    expect(steps.at(-1)?.status).toBe("failed");
  });
});

describe("verifying growth in the browser", () => {
  const answerFor = async (oldSize: number) =>
    formatConsistency({
      oldSize,
      hashes: await consistencyProof({ oldSize, newSize: 21 }, get),
      checkpoint: checkpointOf(21),
    });

  it("passes from every older checkpoint", async () => {
    for (let size = 1; size <= 21; size++) {
      const steps = verifyGrowth({
        old: checkpointOf(size),
        answer: await answerFor(size),
        verifierKey: signer.verifierKey,
      });
      expect(passes(steps), `from ${size}`).toBe(true);
    }
  });
  it("fails from the checkpoint of a log that was rewritten", async () => {
    const forked = signCheckpoint(signer, { size: 9, root: "ab".repeat(32) });
    const steps = verifyGrowth({ old: forked, answer: await answerFor(9), verifierKey: signer.verifierKey });
    expect(steps.at(-1)?.status).toBe("failed");
  });
  it("reads a pasted checkpoint that lost its last line feed", () => {
    expect(keptCheckpoint(checkpointOf(9).trimEnd())?.size).toBe(9);
    expect(keptCheckpoint("hello")).toBeUndefined();
  });
});
