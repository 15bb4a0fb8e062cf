// The dossier as it is stored: what a candidate changes against the incumbent, frozen when a promotion is asked for, and anew when a part changed. Its formats are its own: a comparison may change, and what was frozen is still read.
import { z } from "zod";
import { maskAddresses } from "../addresses.ts";
import { canonicalJson } from "../audit/jcs.ts";
import { sha256Hex } from "../digest.ts";
import type { View } from "../kernel/view.ts";
import { openDocument, type Sealed } from "../stored-document.ts";

const text = z.string();
const digest = text.regex(/^[0-9a-f]{64}$/, "is not a SHA-256");
const shape = z.strictObject;

const Change = shape({ key: text, candidate: text.nullable(), incumbent: text.nullable() }).meta({
  id: "DossierChange",
});
const measurement = {
  evaluationId: text,
  evaluator: text,
  evaluatorId: text,
  at: text,
  value: text,
  unit: text.nullable(),
  lower: text.nullable(),
  upper: text.nullable(),
  dataset: shape({ version: text, sha256: digest }).nullable(),
  marks: z.array(z.enum(["rested-on", "after-dossier", "after-approval", "by-contributor"])),
};
const Measured = shape({
  ...measurement,
  because: z.enum(["only-one", "rested-on", "independent", "newest"]),
  count: z.int(),
  others: z.array(shape(measurement)),
}).nullable();
const metric = {
  name: text,
  phase: z.enum(["training", "validation", "monitoring"]),
  datasetName: text.nullable(),
  slice: text,
  unit: text.nullable(),
  direction: z.enum(["higher", "lower", "none"]),
  candidate: text.nullable(),
  incumbent: text.nullable(),
  change: text.nullable(),
  relativeChange: z.number().nullable(),
  verdict: z.enum(["better", "worse", "changed", "equal", "new", "missing", "not-comparable"]),
};
const Notes = z.array(shape({ code: text, message: text }));
const Both = shape({ candidate: Measured, incumbent: Measured });
const version = { versionId: text, number: z.int(), manifestDigest: digest };
const whole = {
  candidate: shape(version),
  incumbent: shape({ ...version, since: text }).nullable(),
  params: z.array(Change),
  files: z.array(Change),
  isSignatureChanged: z.boolean(),
  card: shape({ candidate: digest, incumbent: digest.nullable() }),
  lineage: z.array(shape({ kind: text, summary: text })),
  policy: shape({ label: text, digest, rule: text }),
};
const detail = { signature: z.array(Change), environment: z.array(Change), modelCard: digest };
const unmeasured = { candidate: null, incumbent: null };

const Metric = shape({ ...metric, notes: Notes, measured: Both }).meta({ id: "DossierMetric" });
const Edge = shape({ kind: text, summary: text, edgeId: text.exactOptional() });
export const Dossier = shape({
  ...whole,
  metrics: z.array(Metric),
  signature: detail.signature.exactOptional(),
  environment: detail.environment.exactOptional(),
  modelCard: detail.modelCard.exactOptional().describe("Digest of the model's own card."),
  tags: z.record(text, text).exactOptional().describe("Tags of the version."),
  tier: text.nullable().exactOptional().describe("Tier of the model; null before its first assessment."),
  lineage: z.array(Edge),
}).meta({
  id: "Dossier",
  description:
    "What a candidate changes against the incumbent, as it was frozen. Members that an older dossier does not hold are left out.",
});
export type Dossier = View<typeof Dossier>;
export type DossierChange = View<typeof Change>;
export type DossierMetric = View<typeof Metric>;
export type DossierEdge = View<typeof Edge>;
/** As it is written: nothing is left out. */
export type NewDossier = Omit<Required<Dossier>, "lineage"> & { readonly lineage: readonly Required<DossierEdge>[] };

/** Written without a number. The first held no schema, environment and model card, then no notes and not who measured a value. */
const Format0: z.ZodType<Dossier> = shape({
  ...whole,
  metrics: z.array(shape({ ...metric, notes: Notes.default([]), measured: Both.default(unmeasured) })),
  signature: detail.signature.exactOptional(),
  environment: detail.environment.exactOptional(),
  modelCard: detail.modelCard.exactOptional(),
});
const Format1 = shape({
  format: z.literal(1),
  ...whole,
  ...detail,
  metrics: z.array(shape({ ...metric, notes: Notes, measured: Both })),
});

const Format2 = Format1.extend({
  format: z.literal(2),
  tags: z.record(text, text),
  tier: text.nullable(),
  lineage: z.array(shape({ kind: text, summary: text, edgeId: text })),
});

/** Canonical JSON of a dossier and its SHA-256, which requests and votes name. Throws on what its format does not hold: a comparison that says more needs the next one. */
export function sealDossier(dossier: NewDossier): { readonly dossier: string; readonly dossierDigest: string } {
  const document = canonicalJson(Format2.parse({ ...dossier, format: 2 }));
  return { dossier: document, dossierDigest: sha256Hex(document) };
}

const kind = {
  name: "dossier",
  formats: [
    Format0,
    Format1.transform(({ format: _, ...dossier }): Dossier => dossier),
    Format2.transform(({ format: _, ...dossier }): Dossier => dossier),
  ],
} as const;

const masked = ({ key, candidate, incumbent }: DossierChange): DossierChange => ({
  key,
  candidate: candidate && maskAddresses(candidate),
  incumbent: incumbent && maskAddresses(incumbent),
});

/** A kept dossier read back, with what addresses of old hold of secrets masked. Throws when it is not the one that was frozen, or not whole. */
export function openDossier(kept: { readonly dossier: string; readonly dossierDigest: string }): Dossier {
  const sealed: Sealed = { document: kept.dossier, digest: kept.dossierDigest };
  const { params, lineage, ...dossier } = openDocument(kind, sealed);
  return {
    ...dossier,
    params: params.map(masked),
    lineage: lineage.map((edge) => ({ ...edge, summary: maskAddresses(edge.summary) })),
  };
}
