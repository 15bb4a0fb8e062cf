// The timeline of a promotion: every entry about itself, and what was changed on its version and model meanwhile.
import { and, desc, eq, gte, inArray, lt, lte, notLike, or } from "drizzle-orm";
import type { FoundEntry } from "./audit-search.ts";
import { open, type Reader } from "./handle.ts";

/** Acts on a version or model that a decision rests on. */
const changes = {
  version: ["version.revised@1", "version.revoked@1", "evaluation.recorded@1", "lineage.recorded@1"],
  model: ["model.card-revised@1", "tier.assessed@1", "tier.confirmed@1", "tier.refused@1"],
} as const;

/** One page of it, newest first. What was done on version and model counts between `since` and `until`, refusals there do not. */
export async function timelineEntries(
  reader: Reader,
  {
    promotionId,
    versionId,
    modelId,
    since,
    until,
    causes,
    below,
    limit,
  }: {
    readonly promotionId: string;
    readonly versionId: string;
    readonly modelId: string;
    readonly since: Date;
    readonly until: Date | null;
    /** Further entries by id: those that made what it shows old, wherever they were made. */
    readonly causes: readonly string[];
    /** Entries before this index. */
    readonly below: number | undefined;
    readonly limit: number;
  },
): Promise<readonly FoundEntry[]> {
  const { run, t } = open(reader);
  const { auditEntries: e } = t;
  const [own, ofVersion, ofModel] = [`promotion/${promotionId}`, `version/${versionId}`, `model/${modelId}`];
  const meanwhile = and(
    eq(e.outcome, "success"),
    gte(e.time, since),
    until === null ? undefined : lte(e.time, until),
    or(
      and(eq(e.subject, ofVersion), inArray(e.kind, [...changes.version])),
      and(eq(e.subject, ofModel), inArray(e.kind, [...changes.model])),
    ),
  );
  const told = and(inArray(e.subject, [own, ofVersion, ofModel]), or(eq(e.subject, own), meanwhile));
  // What is done on a dataset is told to those who see it, not here.
  const causing = causes.length === 0 ? undefined : and(inArray(e.id, [...causes]), notLike(e.subject, "dataset/%"));
  return run
    .select({ index: e.idx, leaf: e.leaf, leafHash: e.leafHash })
    .from(e)
    .where(and(or(told, causing), below === undefined ? undefined : lt(e.idx, below)))
    .orderBy(desc(e.idx))
    .limit(limit);
}
