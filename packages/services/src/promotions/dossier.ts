// The dossier: what a candidate changes against the incumbent, frozen when the promotion is asked for.
import {
  compareFacts,
  compareSignatures,
  edgeInWords,
  policyLabel,
  ruleInWords,
  sealDossier,
  type Dossier,
  type PolicyDocument,
  type Side,
  type StageName,
} from "@chancery/core";
import { dossierContent, dossierLineage, type DossierContent, type HolderRow, type Reader } from "@chancery/db";
import { sidesOf } from "../evaluations/sides.ts";
import { differencesOf, type Compared } from "../versions/differences.ts";

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
  return sealDossier({
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
  });
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
