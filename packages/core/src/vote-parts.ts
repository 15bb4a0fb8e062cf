// The named parts a vote is cast on. Each has a digest; a change of any makes an approval stale.
import { digestOf, sha256Hex } from "./digest.ts";
import { speakingMeasurements, type Side } from "./measurements.ts";
import { effectiveDirection } from "./evaluation.ts";
import { VoteDigests, voteParts, type BoundDigests, type VotePart } from "./promotion/digests.ts";

/** What a voter says was seen: a part that is left out was not. */
export const SeenDigests = VoteDigests.partial().required({
  manifest: true,
  card: true,
  evaluations: true,
  policy: true,
});

/** What a voter says was seen, part by part. */
export type SeenParts = { readonly [Part in VotePart]?: string | undefined };

const inWords = {
  manifest: "the files and params",
  card: "the version card",
  modelCard: "the model card",
  tags: "the tags",
  evaluations: "the evaluations",
  lineage: "the lineage",
  tier: "the tier",
  incumbent: "the incumbent",
  policy: "the policy",
} as const satisfies Record<VotePart, string>;

/** `the version card, the tags and the tier`. */
export function partsInWords(parts: readonly VotePart[]): string {
  const names = parts.map((part) => inWords[part]);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The parts that differ, in the order of the list. A part that one of them does not hold differs. */
export const changedParts = (a: SeenParts, b: SeenParts): readonly VotePart[] =>
  voteParts.filter((part) => a[part] !== b[part]);

/** A stale approval was cast on content that has changed since and does not count. */
export const isStale = (vote: { readonly digests: BoundDigests }, now: BoundDigests): boolean =>
  changedParts(vote.digests, now).length > 0;

/** Why a vote is stale, as a sentence without its full stop; null where it is not. */
export function staleBecause(vote: { readonly digests: BoundDigests }, now: BoundDigests): string | null {
  const changed = changedParts(vote.digests, now);
  if (changed.length === 0) return null;
  if (vote.digests.modelCard === undefined)
    return "cast before votes bound the model card, tags, lineage, tier and incumbent: vote again";
  return `${partsInWords(changed)} changed since it was cast`;
}

/** Digest of tags nobody has set yet. */
export const noTagsDigest = sha256Hex("{}");

/**
 * Digest of the values a comparison shows of a version, whoever measured them and when: recording a value that is shown
 * already changes nothing.
 */
export function evaluationsDigest(side: Side): string {
  const shown = [...speakingMeasurements(side).values()].map(({ metric, evaluation }) => [
    evaluation.phase,
    evaluation.dataset?.name ?? null,
    evaluation.dataset?.sha256 ?? null,
    evaluation.slice,
    metric.name,
    metric.value,
    metric.unit ?? null,
    effectiveDirection(metric, side.directions).direction,
    metric.lower ?? null,
    metric.upper ?? null,
  ]);
  return digestOf(sorted(shown));
}

/** An edge as a vote binds it: what it says and what it points at. */
export type BoundEdge = {
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | boolean>>;
  readonly dataset: { readonly id: string; readonly status: string } | null;
  readonly baseVersionId: string | null;
};
/** An edge that says the same once more changes nothing. */
export const lineageDigest = (edges: readonly BoundEdge[]): string =>
  digestOf(sorted(edges.map(({ kind, facts, dataset, baseVersionId }) => ({ kind, facts, dataset, baseVersionId }))));

export const tierDigest = (tier: string | null): string => digestOf({ tier });

/** Of the incumbent a vote binds who it is, and what the candidate is compared with. */
export const incumbentDigest = (
  incumbent: { readonly versionId: string; readonly card: string; readonly evaluations: string } | null,
): string => digestOf(incumbent && { ...incumbent });

/** In an order that recording did not make, each once. */
const sorted = <T extends Parameters<typeof digestOf>[0]>(values: readonly T[]): T[] => [
  ...new Map(
    values.map((value): [string, T] => [digestOf(value), value]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  ).values(),
];
