// The dossier as it is stored: what a candidate changes against the incumbent, frozen when a promotion is asked for, and anew when a part changed. Its formats are its own: a comparison may change, and what was frozen is still read.
import { z } from "zod";
import { maskAddresses } from "../addresses.ts";
import { canonicalJson } from "../audit/jcs.ts";
import { sha256Hex } from "../digest.ts";
import { openDocument, type Sealed } from "../stored-document.ts";

export type DossierChange = {
  readonly key: string;
  readonly candidate: string | null;
  readonly incumbent: string | null;
};
type DossierMeasurement = {
  readonly evaluationId: string;
  readonly evaluator: string;
  readonly evaluatorId: string;
  readonly at: string;
  readonly value: string;
  readonly unit: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly dataset: { readonly version: string; readonly sha256: string } | null;
  readonly marks: readonly ("rested-on" | "after-dossier" | "after-approval" | "by-contributor")[];
};
type DossierMeasured = DossierMeasurement & {
  readonly because: "only-one" | "rested-on" | "independent" | "newest";
  readonly count: number;
  readonly others: readonly DossierMeasurement[];
};
export type DossierMetric = {
  readonly name: string;
  readonly phase: "training" | "validation" | "monitoring";
  readonly datasetName: string | null;
  readonly slice: string;
  readonly unit: string | null;
  readonly direction: "higher" | "lower" | "none";
  readonly candidate: string | null;
  readonly incumbent: string | null;
  readonly change: string | null;
  readonly relativeChange: number | null;
  readonly verdict: "better" | "worse" | "changed" | "equal" | "new" | "missing" | "not-comparable";
  readonly notes: readonly { readonly code: string; readonly message: string }[];
  /** Null for a side that was not measured, and in dossiers that do not hold it. */
  readonly measured: { readonly candidate: DossierMeasured | null; readonly incumbent: DossierMeasured | null };
};
export type DossierEdge = { readonly kind: string; readonly summary: string; readonly edgeId?: string };
/** As it is read. What a dossier of before does not hold is left out. */
export type Dossier = {
  readonly candidate: { readonly versionId: string; readonly number: number; readonly manifestDigest: string };
  readonly incumbent: {
    readonly versionId: string;
    readonly number: number;
    readonly manifestDigest: string;
    readonly since: string;
  } | null;
  readonly metrics: readonly DossierMetric[];
  readonly params: readonly DossierChange[];
  readonly files: readonly DossierChange[];
  readonly isSignatureChanged: boolean;
  /** Digests of the cards in force. */
  readonly card: { readonly candidate: string; readonly incumbent: string | null };
  readonly signature?: readonly DossierChange[];
  readonly environment?: readonly DossierChange[];
  /** Digest of the model's own card. */
  readonly modelCard?: string;
  /** Of the version. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Of the model; null before its first assessment. */
  readonly tier?: string | null;
  readonly lineage: readonly DossierEdge[];
  readonly policy: { readonly label: string; readonly digest: string; readonly rule: string };
};
/** As it is written: nothing is left out. */
export type NewDossier = Omit<Required<Dossier>, "lineage"> & { readonly lineage: readonly Required<DossierEdge>[] };

const text = z.string();
const digest = text.regex(/^[0-9a-f]{64}$/, "is no SHA-256");
const shape = z.strictObject;

const Change = shape({ key: text, candidate: text.nullable(), incumbent: text.nullable() });
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
