// Checks one entry in the browser, from its own bytes up to the signed root. The verifier is the one the command line uses.
import { leafHash, openCheckpoint, parseCheckpoint, parseInclusion, parseNote, rootByInclusion } from "@chancery/core";

export type Step = { readonly name: string; readonly status: "passed" | "failed"; readonly detail: string };

type Claim = {
  /** The leaf, byte for byte. */
  readonly leaf: string;
  readonly leafHash: string;
  /** The `.tlog-proof` text. */
  readonly proof: string;
  readonly verifierKey: string;
};

/** One step per link of the chain, in order; all must pass. */
export function verifyEntry(claim: Claim): readonly Step[] {
  const hash = leafHash(new TextEncoder().encode(claim.leaf));
  const hashed = step("The entry hashes to its leaf", hash === claim.leafHash, hash);
  const proof = parseInclusion(claim.proof);
  const checkpoint = proof && checkpointIn(proof.checkpoint);
  if (!proof || !checkpoint)
    return [hashed, step("The proof can be read", false, "it is not a tlog-proof of this log")];
  const { index, hashes } = proof;
  const { size, root } = checkpoint;
  const isIncluded = rootByInclusion({ index, size, leafHash: hash, proof: hashes }) === root;
  const place = `leaf ${index} of ${size}, ${hashes.length} hashes`;
  return [hashed, step("The leaf is in the tree", isIncluded, place), signedStep(proof.checkpoint, claim.verifierKey)];
}

/** Reads the checkpoint in a note. Does not check who signed it. */
export function checkpointIn(note: string) {
  const body = parseNote(note)?.body;
  return body === undefined ? undefined : parseCheckpoint(body);
}

/** Signed by this key, as a checkpoint of the log that the key is named after. */
export const signedStep = (note: string, verifierKey: string, name = "The tree is signed by the log's key"): Step =>
  step(name, openCheckpoint(note, verifierKey).ok, `key ${verifierKey.split("+")[1] ?? ""}`);

export const step = (name: string, isPassed: boolean, detail: string): Step => ({
  name,
  status: isPassed ? "passed" : "failed",
  detail,
});
