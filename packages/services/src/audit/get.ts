// One entry whole: its bytes, what stands beside them, and the proof that it is in the log.
import {
  formatInclusion,
  inclusionProof,
  leafHash,
  openCheckpoint,
  organisation,
  verifyInclusion,
  AuditEntryDetail,
} from "@chancery/core";
import { newestCheckpoint, readEntries, type Reader } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { query } from "../query.ts";
import { damagedView, labelsFor, leafOf, leafText, viewOf } from "./entry-views.ts";
import { nodeGetter } from "./log-nodes.ts";
import { disclosuresOf } from "./open-disclosures.ts";

/** The proof is against the newest checkpoint, and made again from the stored bytes at every call. */
export const getAuditEntry = query({
  permission: "audit:read",
  input: z.strictObject({ index: z.int().min(0) }),
  output: AuditEntryDetail,
  subject: () => Promise.resolve(organisation),
  async run({ house, reader }, { index }): Promise<AuditEntryDetail> {
    const range = { from: index, below: index + 1 };
    const [entry] = await readEntries(reader, { ...range, limit: 1 });
    if (!entry) throw notFound();
    const leaf = leafOf(entry);
    const hash = leafHash(entry.leaf);
    return {
      ...(leaf ? viewOf(leaf, await labelsFor(reader, [leaf])) : damagedView(index)),
      leaf: leafText(entry.leaf),
      leafHash: hash,
      disclosures: leaf ? (await disclosuresOf(reader, leaf)).map((shown) => ({ ...shown, value: null })) : [],
      ...(await inclusionOf(reader, { index, hash, verifierKey: house.signer.verifierKey })),
    };
  },
});

async function inclusionOf(
  reader: Reader,
  { index, hash, verifierKey }: { readonly index: number; readonly hash: string; readonly verifierKey: string },
) {
  const stored = await newestCheckpoint(reader, { minSize: index + 1 });
  if (!stored) return { proof: null, isIncluded: null };
  const opened = openCheckpoint(stored.note, verifierKey);
  const hashes = await inclusionProof({ index, size: stored.size }, nodeGetter(reader)).catch(() => undefined); // a node is missing
  if (!opened.ok || !hashes) return { proof: null, isIncluded: false };
  const { size, root } = opened.checkpoint;
  const isIncluded = verifyInclusion({ index, size, root, leafHash: hash, proof: hashes });
  return { proof: formatInclusion({ index, hashes, checkpoint: stored.note }), isIncluded };
}
