// What a vote binds to: the digests of a version's frozen, revised and appended content as it is now.
import { digestOf, emptyCardDigest, type Digests } from "@chancery/core";
import { evaluationDigests, newestRevision, versionById, type Reader } from "@chancery/db";

/** Content digests of a sealed version under a policy. Throws for a draft: it has no manifest a vote could bind to. */
export async function contentDigests(reader: Reader, versionId: string, policyDigest: string): Promise<Digests> {
  const version = await versionById(reader, versionId);
  if (!version?.manifestDigest)
    throw new Error(`version ${versionId} is not sealed: there is nothing to bind a vote to`);
  const card = await newestRevision(reader, { modelId: version.modelId, versionId, field: "card" });
  return digestsOf({
    manifest: version.manifestDigest,
    card: card?.digest,
    evaluations: await evaluationDigests(reader, versionId),
    policy: policyDigest,
  });
}

/** The same out of parts already read. The order evaluations were recorded in does not matter. */
export const digestsOf = (parts: {
  readonly manifest: string;
  readonly card: string | undefined;
  readonly evaluations: readonly string[];
  readonly policy: string;
}): Digests => ({
  manifest: parts.manifest,
  card: parts.card ?? emptyCardDigest,
  evaluations: digestOf([...parts.evaluations].sort()),
  policy: parts.policy,
});
