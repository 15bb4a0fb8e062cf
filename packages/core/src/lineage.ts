// Lineage: typed facts about where a version came from and where it went, from the request to the row to the page.
import { z } from "zod";
import { maskSecrets, refuseRepositorySecrets, refuseSecrets } from "./addresses.ts";
import { line, WebUrl } from "./names.ts";
import { DatasetPointer } from "./evaluation.ts";
import { lostText } from "./stored-document.ts";
import type { OneOf } from "./kernel/view.ts";
import { edgeFacts, type EdgeBase, type EdgeDataset, type LineageEdge } from "./lineage/view.ts";

export const lineageKinds = [
  "trained_on",
  "evaluated_on",
  "built_from",
  "produced_by",
  "derived_from",
  "deployed_to",
] as const;
export type LineageKind = (typeof lineageKinds)[number];

const Commit = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "a commit is 40 or 64 hex digits");
/** What somebody may record. `evaluated_on` and `deployed_to` follow from evaluations and deployments. */
export const LineageFact = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("trained_on"), dataset: DatasetPointer }),
  z.strictObject({
    kind: z.literal("built_from"),
    repository: line(500).superRefine(refuseRepositorySecrets),
    commit: Commit,
    isDirty: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("produced_by"),
    job: line(200).superRefine(refuseSecrets),
    url: WebUrl.optional(),
  }),
  z.strictObject({ kind: z.literal("derived_from"), reference: line(400) }),
]);
export type LineageFact =
  | { readonly kind: "trained_on"; readonly dataset: DatasetPointer }
  | { readonly kind: "built_from"; readonly repository: string; readonly commit: string; readonly isDirty: boolean }
  | { readonly kind: "produced_by"; readonly job: string; readonly url?: string | undefined }
  | { readonly kind: "derived_from"; readonly reference: string };

/** `kind` and `facts` of an edge: the two columns that keep it. What an edge points at is not a fact but an id. */
const LineageFacts = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("trained_on"), facts: edgeFacts.trained_on }),
  z.strictObject({ kind: z.literal("evaluated_on"), facts: edgeFacts.evaluated_on }),
  z.strictObject({ kind: z.literal("built_from"), facts: edgeFacts.built_from }),
  z.strictObject({ kind: z.literal("produced_by"), facts: edgeFacts.produced_by }),
  z.strictObject({ kind: z.literal("derived_from"), facts: edgeFacts.derived_from }),
  z.strictObject({ kind: z.literal("deployed_to"), facts: edgeFacts.deployed_to }),
]);
export type LineageFacts = OneOf<typeof LineageFacts>;

/** The facts that stand in the row of what was told; what it points at stands there as an id. */
export function factsOf(told: LineageFact): LineageFacts {
  switch (told.kind) {
    case "trained_on":
      return { kind: told.kind, facts: {} };
    case "built_from": {
      const { repository, commit, isDirty } = told;
      return { kind: told.kind, facts: { repository, commit, isDirty } };
    }
    case "produced_by":
      return { kind: told.kind, facts: { job: told.job, ...(told.url !== undefined && { url: told.url }) } };
    case "derived_from":
      // The reference itself is not kept: it would name a model to readers who may not see it.
      return { kind: told.kind, facts: {} };
  }
}

/** What stands in an edge's row where its facts are lost. */
export function lostFacts(kind: LineageKind): LineageFacts["facts"] {
  const facts = {
    trained_on: {},
    evaluated_on: {},
    built_from: { repository: lostText, commit: lostText, isDirty: false },
    produced_by: { job: lostText },
    derived_from: {},
    deployed_to: { environment: lostText },
  } satisfies { readonly [K in LineageKind]: z.output<(typeof edgeFacts)[K]> };
  return facts[kind];
}

/** The edge a row holds. Throws for a row that no version of this registry wrote. */
export function edgeOf({
  dataset,
  baseVersion,
  ...row
}: {
  readonly kind: LineageKind;
  /** As stored. */
  readonly facts: unknown;
  readonly dataset: EdgeDataset | null;
  readonly baseVersion: EdgeBase | null;
}): LineageEdge {
  const edge: LineageFacts = LineageFacts.parse({ kind: row.kind, facts: masked(upgraded(row.facts)) });
  switch (edge.kind) {
    case "trained_on":
    case "evaluated_on":
      return { ...edge, dataset, baseVersion: null };
    case "derived_from":
      return { ...edge, dataset: null, baseVersion };
    case "built_from":
    case "produced_by":
    case "deployed_to":
      return { ...edge, dataset: null, baseVersion: null };
  }
}

/**
 * Rows once said `dirty: "true"`. They are read as what they mean and never rewritten: the leaf of an edge holds the
 * digest of its row as it was stored.
 */
function upgraded(facts: unknown): unknown {
  if (typeof facts !== "object" || facts === null || !("dirty" in facts)) return facts;
  const { dirty, ...others } = facts;
  return { ...others, isDirty: dirty === "true" };
}

/** Rows once took an address with a password in it: it stays in the row, and is shown to nobody. */
const masked = (facts: unknown): unknown =>
  typeof facts === "object" && facts !== null
    ? Object.fromEntries(
        Object.entries(facts).map(([name, value]) => [name, typeof value === "string" ? maskSecrets(value) : value]),
      )
    : facts;

/** What an edge says, in a line. */
export function edgeInWords(edge: LineageEdge): string {
  switch (edge.kind) {
    case "trained_on":
    case "evaluated_on": {
      if (edge.dataset === null) return "a dataset you may not see";
      const { name, version, sha256, status } = edge.dataset;
      return `${name} ${version} sha256:${sha256}${status === "withdrawn" ? " (withdrawn)" : ""}`;
    }
    case "built_from": {
      const { repository, commit, isDirty } = edge.facts;
      return `${repository} at ${commit}, ${isDirty ? "with uncommitted changes" : "clean"}`;
    }
    case "produced_by":
      return edge.facts.url === undefined ? edge.facts.job : `${edge.facts.job}, ${edge.facts.url}`;
    case "derived_from": {
      const base = edge.baseVersion;
      return base === null ? "a version of another model" : `${base.team}/${base.name}:${base.number}`;
    }
    case "deployed_to": {
      const { environment, endpoint } = edge.facts;
      return endpoint === undefined ? environment : `${environment}, ${endpoint}`;
    }
  }
}
