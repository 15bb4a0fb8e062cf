// Versions as comparisons see them: their evaluations, who contributed, what an approval rested on, their model's list.
import {
  lostText,
  isAsSealed,
  openDossier,
  type Approval,
  type Evaluated,
  type Side,
  type Standing,
  type StageName,
} from "@chancery/core";
import {
  countEvaluations,
  directionsOf,
  evaluationsCompared,
  latestEntries,
  maxEvaluationsCompared,
  stagesIn,
  type EntryRow,
  type EvaluationRow,
  type Part,
  type Reader,
} from "@chancery/db";
import { makersOf } from "../versions/makers.ts";

/** `stage`: the one it is looked at as the occupant of, whose approval then speaks; null for a mere candidate. */
export type Seen = { readonly versionId: string; readonly modelId: string; readonly stage: StageName | null };

/** By version: who contributed, and what its approval rested on. Two statements, however many. Nothing is approved by entering a stage that is not exclusive. */
export async function standingsOf(reader: Reader, seen: readonly Seen[]): Promise<ReadonlyMap<string, Standing>> {
  const versionIds = idsOf(seen);
  const known = stagesIn(reader);
  const stages = [...new Set(seen.flatMap(({ stage }) => (stage && known.isExclusive(stage) ? [stage] : [])))];
  const entries = await latestEntries(reader, { versionIds, stages });
  const uploaders = await makersOf(reader, versionIds);
  return new Map(
    seen.map(({ versionId, stage }): [string, Standing] => {
      const entry = entries.find((row) => row.versionId === versionId && row.stage === stage);
      const contributorIds = (uploaders.get(versionId) ?? []).flatMap((by) => [by.id, by.answerableId]);
      return [versionId, { contributorIds: [...new Set(contributorIds)], approval: entry ? approvalOf(entry) : null }];
    }),
  );
}

/** One version's, as `standingsOf` sees it. */
export async function standingOf(reader: Reader, seen: Seen): Promise<Standing> {
  return (await standingsOf(reader, [seen])).get(seen.versionId)!; // one for each asked for
}

/** By version; with `part`, with the evaluations of that alone; without monitoring of after `monitoredUntil`. At most five statements, however many. */
export async function sidesOf(
  reader: Reader,
  seen: readonly Seen[],
  { part, monitoredUntil }: { readonly part?: Part; readonly monitoredUntil?: Date } = {},
): Promise<ReadonlyMap<string, Side>> {
  const standings = await standingsOf(reader, seen);
  const versionIds = idsOf(seen);
  const evaluations = await evaluationsCompared(reader, {
    versionIds,
    ids: restedOnIds(standings),
    part,
    monitoredUntil,
  });
  const recorded = isCut(evaluations) ? await countEvaluations(reader, versionIds) : undefined;
  const lists = await directionsOf(
    reader,
    seen.map(({ modelId }) => modelId),
  );
  return new Map(
    seen.map(({ versionId, modelId }): [string, Side] => [
      versionId,
      {
        ...standings.get(versionId)!, // one for each asked for
        ...evaluationsOfSide(evaluations, versionId, recorded?.get(versionId)),
        directions: lists.get(modelId) ?? new Map(),
      },
    ]),
  );
}

/** Only where a phase of a version is compared by as many as ever are can there be more than were read. */
function isCut(evaluations: readonly EvaluationRow[]): boolean {
  const counts = new Map<string, number>();
  for (const { versionId, phase } of evaluations)
    counts.set(`${versionId} ${phase}`, (counts.get(`${versionId} ${phase}`) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= maxEvaluationsCompared);
}

function evaluationsOfSide(rows: readonly EvaluationRow[], versionId: string, recorded: number | undefined) {
  const evaluations = rows.filter((row) => row.versionId === versionId).map(evaluatedOf);
  return { evaluations, recorded: recorded ?? evaluations.length };
}

const idsOf = (seen: readonly Seen[]) => [...new Set(seen.map(({ versionId }) => versionId))];
const restedOnIds = (standings: ReadonlyMap<string, Standing>): readonly string[] => {
  const rested = [...standings.values()].flatMap(({ approval }) => approval?.restedOn ?? []);
  return [...new Set(rested.flatMap(({ evaluationId }) => (evaluationId === null ? [] : [evaluationId])))];
};

/** A row as core's rules read it. */
export const evaluatedOf = (row: EvaluationRow): Evaluated => ({
  id: row.id,
  phase: row.phase,
  dataset: row.dataset,
  slice: row.slice,
  metrics: row.metrics,
  createdAt: row.createdAt.toISOString(),
  evaluator: row.evaluator ?? row.evaluatorId,
  evaluatorId: row.evaluatorId,
  answerableId: row.evaluatorOwnerId ?? row.evaluatorId,
});

function approvalOf(entry: EntryRow): Approval {
  const isKept = entry.dossier !== lostText && isAsSealed({ document: entry.dossier, digest: entry.dossierDigest });
  const metrics = isKept ? openDossier(entry).metrics : [];
  return {
    promotionNumber: entry.promotionNumber,
    frozenAt: entry.frozenAt.toISOString(),
    approvedAt: (entry.decidedAt ?? entry.from).toISOString(),
    restedOn: metrics.flatMap(({ phase, datasetName, slice, name, candidate: value, measured }) =>
      value === null
        ? []
        : [{ phase, datasetName, slice, name, value, evaluationId: measured.candidate?.evaluationId ?? null }],
    ),
  };
}
