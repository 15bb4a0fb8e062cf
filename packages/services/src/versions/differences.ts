// What one version changes against another: the comparison that dossiers freeze and the compare page shows.
import {
  asJson,
  canonicalJson,
  compareFacts,
  compareFiles,
  compareMetrics,
  type Differences,
  type Side,
} from "@chancery/core";
import type { VersionContent } from "@chancery/db";

/** A version with what was measured on it. */
export type Compared = VersionContent & { readonly side: Side };

/** `cards` are digests of the cards in force. What `ours` has and `theirs` lacks shows as new. */
export const differencesOf = (
  ours: Compared,
  theirs: Compared | undefined,
  cards: Differences["card"],
): Differences => ({
  metrics: compareMetrics(ours.side, theirs?.side ?? null),
  params: compareFacts(ours.params, theirs?.params ?? {}),
  files: compareFiles(ours.files, theirs?.files ?? []),
  isSignatureChanged: theirs !== undefined && canonicalText(ours.signature) !== canonicalText(theirs.signature),
  card: cards,
});

const canonicalText = (value: object | null): string => canonicalJson(asJson(value));
