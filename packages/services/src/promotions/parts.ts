// What a vote on a promotion is cast on, as it is now: a digest of each named part, and what the dossier is drawn from.
import {
  emptyCardDigest,
  evaluationsDigest,
  incumbentDigest,
  lineageDigest,
  noTagsDigest,
  tierDigest,
  type Digests,
  type Side,
  type StageName,
  type Tier,
} from "@chancery/core";
import {
  boundEdges,
  holdersOf,
  newestRevision,
  revisionsInForce,
  stagesIn,
  tiersInForce,
  type HolderRow,
  type PolicyRow,
  type Reader,
} from "@chancery/db";
import { sidesOf } from "../evaluations/sides.ts";

/** A request, or one that is about to be made. */
export type Requested = {
  readonly versionId: string;
  readonly modelId: string;
  readonly stage: StageName;
  readonly manifest: string;
  /** Monitoring of after that does not change what is decided on. */
  readonly createdAt: Date;
};
export type Parts = {
  readonly digests: Digests;
  readonly incumbent: HolderRow | undefined;
  readonly sides: ReadonlyMap<string, Side>;
  readonly cards: { readonly candidate: string; readonly incumbent: string | null };
  /** Canonical JSON of the version's tags. */
  readonly tags: string;
  readonly tier: Tier | null;
};

export async function partsNow(reader: Reader, requested: Requested, policy: PolicyRow): Promise<Parts> {
  const { versionId, modelId, stage, manifest, createdAt } = requested;
  const holders = stagesIn(reader).isExclusive(stage) ? await holdersOf(reader, [modelId]) : [];
  const incumbent = holders.find((holder) => holder.stage === stage);
  const candidate = { versionId, modelId, stage: null };
  const sides = await sidesOf(
    reader,
    incumbent ? [candidate, { versionId: incumbent.versionId, modelId, stage }] : [candidate],
    { monitoredUntil: createdAt },
  );
  const { card, tags } = await revisionsInForce(reader, { modelId, versionId });
  const modelCard = await newestRevision(reader, { modelId, versionId: "", field: "card" });
  const theirs = incumbent && {
    versionId: incumbent.versionId,
    card:
      (await newestRevision(reader, { modelId, versionId: incumbent.versionId, field: "card" }))?.digest ??
      emptyCardDigest,
    evaluations: evaluationsDigest(sides.get(incumbent.versionId)!), // one for each asked for
  };
  const tier = (await tiersInForce(reader, [modelId])).get(modelId) ?? null;
  const digests = {
    manifest,
    card: card?.digest ?? emptyCardDigest,
    modelCard: modelCard?.digest ?? emptyCardDigest,
    tags: tags?.digest ?? noTagsDigest,
    evaluations: evaluationsDigest(sides.get(versionId)!), // one for each asked for
    lineage: lineageDigest(await boundEdges(reader, versionId)),
    tier: tierDigest(tier),
    incumbent: incumbentDigest(theirs ?? null),
    policy: policy.digest,
  };
  const cards = { candidate: digests.card, incumbent: theirs?.card ?? null };
  return { digests, incumbent, sides, cards, tags: tags?.body ?? "{}", tier };
}
