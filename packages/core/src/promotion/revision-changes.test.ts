// What one revision of a dossier changed: a line for each thing, whichever part it belongs to.
import { expect, it } from "vitest";
import { dossierChanges, type Frozen } from "./revision-changes.ts";
import type { Dossier } from "./dossier.ts";
import { voteParts, type Digests, type VotePart } from "./digests.ts";

const row = (candidate: string | null, incumbent: string | null): Dossier["metrics"][number] => ({
  name: "wer",
  phase: "validation",
  datasetName: "calls",
  slice: "",
  unit: "%",
  direction: "lower",
  candidate,
  incumbent,
  change: null,
  relativeChange: null,
  verdict: "new",
  notes: [],
  measured: { candidate: null, incumbent: null },
});
const dossier: Dossier = {
  candidate: { versionId: "v", number: 2, manifestDigest: "m" },
  incumbent: { versionId: "u", number: 1, manifestDigest: "n", since: "2026-03-01" },
  metrics: [row("1", "2")],
  params: [],
  files: [],
  isSignatureChanged: false,
  card: { candidate: "c", incumbent: "d" },
  signature: [],
  environment: [],
  modelCard: "mc",
  tags: { task: "vad" },
  tier: "limited",
  lineage: [{ kind: "trained_on", summary: "calls 1", edgeId: "e1" }],
  policy: { label: "two-person@1", digest: "p", rule: "one approval" },
};
const digests = Object.fromEntries(voteParts.map((part) => [part, part])) as Digests;
const after = (part: VotePart, changed: Partial<Dossier>): Frozen => ({
  dossier: { ...dossier, ...changed },
  digests: { ...digests, [part]: "other" },
});

it.each<[VotePart, Partial<Dossier>, (string | null)[]]>([
  ["evaluations", { metrics: [row("3", "2")] }, ["wer (validation · calls)", "1 %", "3 %"]],
  ["incumbent", { incumbent: { ...dossier.incumbent!, versionId: "w", number: 3 } }, ["version", "v1", "v3"]],
  ["tags", { tags: { task: "asr" } }, ["task", "vad", "asr"]],
  ["tags", { tags: {} }, ["task", "vad", null]],
  ["tier", { tier: null }, ["tier", "limited", "not assessed"]],
  ["lineage", { lineage: [] }, ["trained_on e1", "calls 1", null]],
  ["policy", { policy: { ...dossier.policy, label: "two-person@2" } }, ["policy", "two-person@1", "two-person@2"]],
  ["card", { card: { candidate: "x", incumbent: "d" } }, ["digest", "c", "x"]],
  ["modelCard", { modelCard: "x" }, ["digest", "mc", "x"]],
  ["manifest", { candidate: { ...dossier.candidate, manifestDigest: "x" } }, ["digest", "m", "x"]],
  ["evaluations", {}, ["changed", "evaluations", "other"]],
])("tells of the %s", (part, changed, [label, from, to]) => {
  expect(dossierChanges({ dossier, digests }, after(part, changed))).toEqual([{ part, label, from, to }]);
});

it("tells nothing of parts that the earlier dossier did not bind", () => {
  const { manifest, card, evaluations, policy } = digests;
  expect(dossierChanges({ dossier, digests: { manifest, card, evaluations, policy } }, { dossier, digests })).toEqual(
    [],
  );
});
