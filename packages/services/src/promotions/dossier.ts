// The dossier: what a candidate changes against the incumbent, frozen when the promotion is asked for.
import {
  compareFacts,
  compareSignatures,
  edgeInWords,
  maskAddresses,
  policyLabel,
  ruleInWords,
  sha256Hex,
  shownChange,
  type Dossier,
  type MetricRow,
  type PolicyDocument,
  type Side,
  type StageName,
} from "@chancery/core";
import { dossierContent, dossierLineage, type DossierContent, type HolderRow, type Reader } from "@chancery/db";
import { sidesOf } from "../evaluations/sides.ts";
import { canonicalText, differencesOf, type Compared } from "../versions/differences.ts";

type Weighing = {
  readonly versionId: string;
  readonly modelId: string;
  readonly stage: StageName;
  readonly incumbent: HolderRow | undefined;
  readonly policy: { readonly document: PolicyDocument; readonly digest: string };
  /** Digests of the cards in force. */
  readonly cards: Dossier["card"];
  readonly modelCard: string;
};

/** The dossier as canonical JSON and its SHA-256. What of the candidate has no counterpart shows as new. */
export async function buildDossier(
  reader: Reader,
  weighing: Weighing,
): Promise<{ readonly dossier: string; readonly dossierDigest: string }> {
  const { versionId, modelId, incumbent, stage, policy, cards, modelCard } = weighing;
  const candidate = { versionId, modelId, stage: null };
  const occupant = incumbent && { versionId: incumbent.versionId, modelId, stage };
  const sides = await sidesOf(reader, occupant ? [candidate, occupant] : [candidate]);
  const ours = await compared(reader, versionId, sides);
  const theirs = incumbent && (await compared(reader, incumbent.versionId, sides));
  const document: Dossier = {
    candidate: { versionId, number: ours.number, manifestDigest: ours.manifestDigest },
    incumbent: incumbent && theirs ? incumbentLine(incumbent, theirs) : null,
    ...differencesOf(ours, theirs, cards),
    signature: compareSignatures(ours.signature, theirs?.signature ?? null),
    environment: compareFacts(ours.environment, theirs?.environment ?? {}),
    modelCard,
    lineage: (await dossierLineage(reader, versionId)).map((edge) => ({ kind: edge.kind, summary: edgeInWords(edge) })),
    policy: {
      label: policyLabel(policy.document),
      digest: policy.digest,
      rule: ruleInWords(policy.document.stages[stage]),
    },
  };
  const dossier = canonicalText(document);
  return { dossier, dossierDigest: sha256Hex(dossier) };
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

/** A kept dossier read back, with what addresses of old hold of secrets masked. Throws when its text is not what the digest was taken over. */
export function openDossier({
  dossier,
  dossierDigest,
}: {
  readonly dossier: string;
  readonly dossierDigest: string;
}): Dossier {
  if (sha256Hex(dossier) !== dossierDigest)
    throw new Error(`the dossier kept under ${dossierDigest} is not the one that was frozen`);
  const kept = JSON.parse(dossier) as KeptDossier; // buildDossier wrote exactly this text, or an earlier one of it did
  return {
    ...kept,
    metrics: kept.metrics.map((row) => ({ notes: [], measured: unmeasured, ...row })),
    params: kept.params.map(shownChange),
    lineage: kept.lineage.map(({ kind, summary }) => ({ kind, summary: maskAddresses(summary) })),
  };
}

/** Dossiers of before hold no notes, nor who measured a value and when. */
type KeptDossier = Omit<Dossier, "metrics"> & {
  readonly metrics: readonly (Omit<MetricRow, "notes" | "measured"> & Partial<MetricRow>)[];
};
const unmeasured = { candidate: null, incumbent: null };
