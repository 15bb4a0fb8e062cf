// A dossier as it was kept, of this Chancery or an earlier one, read back.
import { maskAddresses, sha256Hex, shownChange, type Dossier, type MetricRow } from "@chancery/core";

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
