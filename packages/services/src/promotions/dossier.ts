// The dossier: what a candidate changes against the incumbent, frozen when it is asked for, and anew when a part changed.
import {
  changedParts,
  compareFacts,
  compareSignatures,
  edgeInWords,
  maskFacts,
  openPolicy,
  policyLabel,
  ruleInWords,
  ruleOf,
  sealDossier,
  systemActor,
  VoteDigests,
  type Digests,
  type Dossier,
  type NewDossier,
  type Side,
} from "@chancery/core";
import {
  currentPolicy,
  dossierContent,
  dossierLineage,
  dossierRevision,
  insertDossierRevision,
  lockPromotion,
  type DossierContent,
  type HolderRow,
  type PolicyRow,
  type PromotionRow,
  type Reader,
  type Tx,
} from "@chancery/db";
import { appendEntries } from "../append-entries.ts";
import type { Mismatch } from "../audit/said.ts";
import type { House } from "../house.ts";
import { differencesOf, type Compared } from "../versions/differences.ts";
import { partsNow, type Parts, type Requested } from "./parts.ts";
import { mismatchBehind } from "./resting.ts";

export type FrozenDossier = { readonly dossier: string; readonly dossierDigest: string; readonly digests: Digests };

/** True where what an open promotion shows is not what is. */
export async function isDossierOld(reader: Reader, row: PromotionRow): Promise<boolean> {
  if (row.state !== "open" || row.manifestDigest === null) return false;
  const { digests } = await partsNow(reader, { ...row, manifest: row.manifestDigest }, await currentPolicy(reader));
  return changedParts(row.digests, digests).length > 0;
}

/** The promotion, which must be locked, as rules look at it: an open one is judged by the policy in force, with the dossier of what is. */
export async function freshDossier(tx: Tx, row: PromotionRow, now: Date): Promise<PromotionRow> {
  if (row.state !== "open" || row.manifestDigest === null) return row;
  const policy = await currentPolicy(tx);
  const requested = { ...row, manifest: row.manifestDigest };
  const parts = await partsNow(tx, requested, policy);
  const judged = { ...row, ...judgedBy(policy) };
  if (changedParts(row.digests, parts.digests).length === 0) return judged;
  const { dossier, dossierDigest, digests } = await drawDossier(tx, requested, { parts, policy });
  const number = row.dossierRevision + 1;
  const causedBy = row.dossierOldBy;
  const frozen = { promotionId: row.id, number, document: dossier, digest: dossierDigest, digests, causedBy };
  await insertDossierRevision(tx, { ...frozen, createdAt: now });
  return { ...judged, digests, dossierRevision: number, dossierOldBy: null };
}

/**
 * For a reader: freezes what an open promotion shows anew, if it is old, in an entry of the registry's own. Nothing is frozen
 * of what the log contradicts: that is answered instead.
 */
export async function freezeAnew(house: House, tx: Tx, promotionId: string): Promise<Mismatch | undefined> {
  const locked = await lockPromotion(tx, { id: promotionId });
  if (!locked) return undefined;
  const mismatch = await mismatchBehind({ reader: tx, house }, locked);
  if (mismatch) return mismatch;
  const { dossierRevision: revision } = await freshDossier(tx, locked, house.clock.now());
  const frozen = await dossierRevision(tx, { promotionId, number: revision });
  if (revision === locked.dossierRevision || !frozen) return undefined;
  const id = house.newId();
  const digests = VoteDigests.parse(frozen.digests);
  const about = { kind: "promotion", id: promotionId };
  await appendEntries(house, tx, [
    {
      id,
      kind: "promotion.dossier-frozen@1",
      about,
      actor: systemActor,
      requestId: id,
      outcome: "success",
      data: { promotionId, revision, dossierDigest: frozen.digest, digests },
    },
  ]);
  return undefined;
}

export const judgedBy = ({ id, document, digest }: PolicyRow) => ({
  policyVersionId: id,
  policyDocument: document,
  policyDigest: digest,
});

/** The dossier as canonical JSON and its SHA-256, with the digests of its parts. */
export async function freezeDossier(reader: Reader, requested: Requested, policy: PolicyRow) {
  const parts = await partsNow(reader, requested, policy);
  return { parts, frozen: await drawDossier(reader, requested, { parts, policy }) };
}

/** What of the candidate has no counterpart shows as new. */
async function drawDossier(
  reader: Reader,
  { versionId, stage }: Requested,
  { parts, policy }: { readonly parts: Parts; readonly policy: PolicyRow },
): Promise<FrozenDossier> {
  const { incumbent, sides, cards, digests, tags, tier } = parts;
  const ours = await compared(reader, versionId, sides);
  const theirs = incumbent && (await compared(reader, incumbent.versionId, sides));
  const rules = openPolicy(policy);
  const document: NewDossier = {
    candidate: { versionId, number: ours.number, manifestDigest: ours.manifestDigest },
    incumbent: incumbent && theirs ? incumbentLine(incumbent, theirs) : null,
    ...differencesOf(ours, theirs, cards),
    signature: compareSignatures(ours.signature, theirs?.signature ?? null),
    environment: compareFacts(ours.environment, theirs?.environment ?? {}),
    modelCard: digests.modelCard,
    tags: maskFacts(JSON.parse(tags) as Record<string, string>),
    tier,
    lineage: (await dossierLineage(reader, versionId)).map((edge) => ({
      kind: edge.kind,
      summary: edgeInWords(edge),
      edgeId: edge.id,
    })),
    policy: { label: policyLabel(rules), digest: policy.digest, rule: ruleInWords(ruleOf(rules, stage)) },
  };
  return { ...sealDossier(document), digests };
}

async function compared(
  reader: Reader,
  versionId: string,
  sides: ReadonlyMap<string, Side>,
): Promise<DossierContent & Compared> {
  return { ...(await dossierContent(reader, versionId)), side: sides.get(versionId)! }; // one for each asked for
}

const incumbentLine = (incumbent: HolderRow, { number, manifestDigest }: DossierContent): Dossier["incumbent"] => ({
  versionId: incumbent.versionId,
  number,
  manifestDigest,
  since: incumbent.since.toISOString(),
});
