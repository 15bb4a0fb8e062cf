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
  type PolicyDocument,
  type StageName,
} from "@chancery/core";
import { dossierContent, dossierLineage, type DossierContent, type HolderRow, type Reader } from "@chancery/db";
import { canonicalText, differencesOf } from "../versions/differences.ts";

type Weighing = {
  readonly versionId: string;
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
  const { versionId, incumbent, stage, policy, cards, modelCard } = weighing;
  const ours = await dossierContent(reader, versionId);
  const theirs = incumbent && (await dossierContent(reader, incumbent.versionId));
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
  const document = JSON.parse(dossier) as Dossier; // buildDossier wrote exactly this text
  return {
    ...document,
    params: document.params.map(shownChange),
    lineage: document.lineage.map(({ kind, summary }) => ({ kind, summary: maskAddresses(summary) })),
  };
}
