// What one revision of a dossier changed against the one before, in lines a reviewer can read.
import type { Dossier } from "./dossier.ts";
import type { BoundDigests, VotePart } from "./digests.ts";
import { changedParts } from "../vote-parts.ts";
import type { RevisionChange } from "./view.ts";

export type Frozen = { readonly dossier: Dossier; readonly digests: BoundDigests };

/** One line for each thing that differs; one that says so where a part changed and its dossiers show nothing of it. */
export function dossierChanges(before: Frozen, after: Frozen): readonly RevisionChange[] {
  // What a dossier of before did not bind has not changed: it was not held.
  const held = changedParts(before.digests, after.digests).filter((part) => before.digests[part] !== undefined);
  return held.flatMap((part) => {
    const lines = linesOf(part, before.dossier, after.dossier);
    return lines.length > 0
      ? lines
      : [{ part, label: "changed", from: before.digests[part]!, to: after.digests[part]! }];
  });
}

function linesOf(part: VotePart, before: Dossier, after: Dossier): readonly RevisionChange[] {
  const line = (label: string, from: string | null, to: string | null): readonly RevisionChange[] =>
    from === to ? [] : [{ part, label, from, to }];
  switch (part) {
    case "evaluations":
      return setAgainst(part, measured(before, "candidate"), measured(after, "candidate"));
    case "incumbent":
      return [
        ...line("version", versionOf(before), versionOf(after)),
        ...setAgainst(part, measured(before, "incumbent"), measured(after, "incumbent")),
        ...line("card", before.card.incumbent, after.card.incumbent),
      ];
    case "lineage":
      return setAgainst(part, edgesOf(before), edgesOf(after));
    case "tags":
      return setAgainst(part, tagsOf(before.tags), tagsOf(after.tags));
    case "tier":
      return line("tier", tierOf(before), tierOf(after));
    case "policy":
      return [
        ...line("policy", before.policy.label, after.policy.label),
        ...line("rule", before.policy.rule, after.policy.rule),
      ];
    case "card":
      return line("digest", before.card.candidate, after.card.candidate);
    case "modelCard":
      return line("digest", before.modelCard ?? null, after.modelCard ?? null);
    case "manifest":
      return line("digest", before.candidate.manifestDigest, after.candidate.manifestDigest);
  }
}

type Told = ReadonlyMap<string, string>;
const setAgainst = (part: VotePart, before: Told, after: Told): readonly RevisionChange[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((label) => {
    const [from, to] = [before.get(label) ?? null, after.get(label) ?? null];
    return from === to ? [] : [{ part, label, from, to }];
  });

const measured = ({ metrics }: Dossier, side: "candidate" | "incumbent"): Told =>
  new Map(
    metrics.flatMap((row) => {
      const value = row[side];
      const where = [row.phase, row.datasetName, row.slice].filter(Boolean).join(" · ");
      return value === null ? [] : [[`${row.name} (${where})`, row.unit ? `${value} ${row.unit}` : value] as const];
    }),
  );
const versionOf = ({ incumbent }: Dossier) => (incumbent ? `v${incumbent.number}` : null);
const edgesOf = ({ lineage }: Dossier): Told =>
  new Map(lineage.map(({ kind, summary, edgeId }, at) => [`${kind} ${edgeId ?? `#${at + 1}`}`, summary]));
const tagsOf = (tags: Dossier["tags"]): Told => new Map(Object.entries(tags ?? {}));
const tierOf = ({ tier }: Dossier) => (tier === undefined ? null : (tier ?? "not assessed"));
