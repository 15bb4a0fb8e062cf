// Checks one entry from its own bytes up to the signed root, in the browser of whoever asks.
import { fromBase64, hex, isEqual, type Bytes } from "./bytes.ts";
import { readCheckpoint, whoSigned } from "./checkpoint.ts";
import { leafHash, rootOver } from "./tree.ts";

export type Step = { readonly name: string; readonly status: "passed" | "failed" | "unknown"; readonly detail: string };

type Claim = {
  /** The leaf, byte for byte. */
  readonly leaf: string;
  readonly leafHash: string;
  /** The `.tlog-proof` text. */
  readonly proof: string;
  readonly verifierKey: string;
};

/** One step per link of the chain, in order; all must pass. */
export async function verifyEntry(claim: Claim): Promise<readonly Step[]> {
  const hash = await leafHash(claim.leaf);
  const hashed = step("The entry hashes to its leaf", hex(hash) === claim.leafHash, hex(hash));
  const proof = readProof(claim.proof);
  const checkpoint = proof && readCheckpoint(proof.checkpoint);
  if (!proof || !checkpoint)
    return [hashed, step("The proof can be read", false, "it is not a tlog-proof of this log")];
  const root = await rootOver({ index: proof.index, size: checkpoint.size }, hash, proof.path);
  const place = `leaf ${proof.index} of ${checkpoint.size}, ${proof.path.length} hashes`;
  const included = step("The leaf is in the tree", root !== undefined && isEqual(root, checkpoint.root), place);
  const signer = await whoSigned(checkpoint, claim.verifierKey);
  return [hashed, included, signedStep(signer, claim.verifierKey)];
}

export function signedStep(signer: Awaited<ReturnType<typeof whoSigned>>, verifierKey: string): Step {
  const name = "The tree is signed by the log's key";
  if (signer === "unsupported")
    return { name, status: "unknown", detail: "this browser cannot check Ed25519 signatures" };
  return step(name, signer === "this-key", `key ${verifierKey.split("+")[1] ?? ""}`);
}

const step = (name: string, isPassed: boolean, detail: string): Step => ({
  name,
  status: isPassed ? "passed" : "failed",
  detail,
});

function readProof(text: string): { index: number; path: readonly Bytes[]; checkpoint: string } | undefined {
  const cut = text.indexOf("\n\n");
  const [header, ...lines] = text
    .slice(0, cut)
    .split("\n")
    .filter((line) => !line.startsWith("extra "));
  const index = /^index (\d{1,16})$/.exec(lines[0] ?? "")?.[1];
  const path = lines.slice(1).map(fromBase64);
  if (cut < 0 || header !== "c2sp.org/tlog-proof@v1" || index === undefined || path.some((hash) => hash?.length !== 32))
    return undefined;
  return { index: Number(index), path: path as Bytes[], checkpoint: text.slice(cut + 2) };
}
