// Everything a version's page shows but the viewer's actions, in a constant number of statements.
import {
  compareMetrics,
  emptyCardDigest,
  evaluationCountsOf,
  evaluationsDigest,
  maskFacts,
  missingEvidence,
  shownDescriptor,
  stageVerdicts,
  type Side,
  type StageName,
  type VersionView,
} from "@chancery/core";
import {
  aliasesOf,
  countEdges,
  countFiles,
  countPromotions,
  countReceiving,
  countRetractedEvaluations,
  currentPolicy,
  evaluationsOf,
  filesOf,
  holdersOf,
  lineageOf,
  namesOf,
  promotionsOfVersion,
  receivingOf,
  revisionsInForce,
  stagesIn,
  tiersInForce,
  versionById,
  type Reader,
  type VersionRow,
  type VersionSubject,
  type Visible,
} from "@chancery/db";
import { notFound } from "../authorise.ts";
import { approvedStage, listedEvaluation } from "../evaluations/listed.ts";
import { sidesOf, standingOf, type Seen } from "../evaluations/sides.ts";
import { lineageView } from "../lineage/lineage-view.ts";
import { cardOf } from "./card.ts";
import { incumbentFor } from "./incumbent.ts";
import type { ShownOfVersion } from "./shown-rows.ts";
import { versionSummary } from "./version-summary.ts";

/** Of each kind of thing no more than this is shown on one page. */
const shown = { files: 200, evaluations: 20, edges: 20, promotions: 20, uploads: 100 };

type Asked = {
  readonly visible: Visible;
  readonly actorId: string;
  /** The stage whose occupant it is compared with. */
  readonly against: StageName;
};

/** `receiving` are the viewer's own unfinished uploads, as rows; `held` is what of it the log answers for. */
export async function readVersion(reader: Reader, subject: VersionSubject, { visible, actorId, against }: Asked) {
  const { id: versionId, modelId } = subject;
  const row = await versionById(reader, versionId);
  if (!row) throw notFound();
  const stages = stagesIn(reader);
  const holders = await holdersOf(reader, [modelId]);
  const aliases = await aliasesOf(reader, modelId);
  const { card, tags } = await revisionsInForce(reader, { modelId, versionId });
  const evaluations = await evaluationsOf(reader, { versionId, limit: shown.evaluations });
  const edges = await lineageOf(reader, visible, { versionId, limit: shown.edges });
  const promotions = await promotionsOfVersion(reader, { versionId, limit: shown.promotions });
  const incumbent = await incumbentFor(reader, { version: row, holders, stage: against });
  const isHeld = holders.some((held) => held.stage === against && held.versionId === versionId);
  const seen: Seen = { versionId, modelId, stage: isHeld ? against : null };
  const others: readonly Seen[] = incumbent ? [{ versionId: incumbent.versionId, modelId, stage: against }] : [];
  const sides = await sidesOf(reader, [seen, ...others]);
  const ours = sides.get(versionId)!; // one for each asked for
  const theirs = incumbent ? (sides.get(incumbent.versionId) ?? null) : null;
  const stage = approvedStage(stages, holders, versionId);
  const standing = stage === seen.stage ? ours : await standingOf(reader, { versionId, modelId, stage });
  const names = await namesOf(reader, [
    row.createdBy,
    ...(row.discardedBy === null ? [] : [row.discardedBy]),
    ...(card ? [card.authorId] : []),
  ]);
  const summary = versionSummary(row, { holders, aliases, names });
  const tier = (await tiersInForce(reader, [modelId])).get(modelId) ?? null;
  const held: ShownOfVersion = {
    ...{ modelId, teamId: subject.teamId, versionIds: [versionId, ...(incumbent ? [incumbent.versionId] : [])] },
    revisionIds: [card, tags].flatMap((revision) => revision?.id ?? []),
    evaluationIds: evaluations.map(({ id }) => id),
    edgeIds: edges.map(({ id }) => id),
    aliasIds: aliases.filter((alias) => alias.versionId === versionId).map(({ id }) => id),
    promotionIds: promotions.map(({ id }) => id),
    actorIds: [row.createdBy, ...(card ? [card.authorId] : [])],
  };
  return {
    held,
    ...summary,
    ...frozenParts(row),
    modelId,
    team: subject.teamSlug,
    name: subject.name,
    revision: row.revision,
    files: await filesOf(reader, { version: row, limit: shown.files }),
    fileCount: await countFiles(reader, row),
    card: cardOf(card, names),
    tags: maskFacts(tags ? (JSON.parse(tags.body) as Record<string, string>) : {}),
    evaluations: evaluations.map((evaluation) => listedEvaluation(evaluation, standing)),
    evaluationCounts: evaluationCountsOf(ours),
    retractedEvaluationCount: await countRetractedEvaluations(reader, versionId),
    lineage: edges.map(lineageView),
    lineageCount: edges.length < shown.edges ? edges.length : await countEdges(reader, versionId),
    digests: await digestsNow(reader, { row, card: card?.digest, side: { ...ours, approval: null } }),
    incumbent: incumbent ?? null,
    metrics: compareMetrics(ours, theirs),
    verdict: stageVerdicts(stages, {
      state: row.state,
      heldStages: summary.stages,
      openStages: openStagesOf(promotions),
    }),
    missing: missingEvidence({ hasEvaluation: evaluations.length > 0, hasCard: (card?.body ?? "") !== "", tier }),
    promotions: promotions.map(({ id: _, ...promotion }) => ({
      ...promotion,
      createdAt: promotion.createdAt.toISOString(),
    })),
    promotionCount: promotions.length < shown.promotions ? promotions.length : await countPromotions(reader, versionId),
    receivingCount: await countReceiving(reader, versionId),
    receiving: await receivingOf(reader, { versionId, actorId, limit: shown.uploads }),
  };
}

const frozenParts = ({ descriptor, params, signature, environment }: VersionRow) => ({
  descriptor: descriptor && shownDescriptor(descriptor),
  params: maskFacts(params),
  signature,
  environment: maskFacts(environment),
});

/** Null for a draft: there is nothing a vote could bind to yet. */
async function digestsNow(
  reader: Reader,
  { row, card, side }: { readonly row: VersionRow; readonly card: string | undefined; readonly side: Side },
): Promise<VersionView["digests"]> {
  if (row.manifestDigest === null) return null;
  return {
    manifest: row.manifestDigest,
    card: card ?? emptyCardDigest,
    evaluations: evaluationsDigest(side),
    policy: (await currentPolicy(reader)).digest,
  };
}

const openStagesOf = (
  promotions: readonly { readonly stage: StageName; readonly state: string }[],
): readonly StageName[] =>
  promotions.filter(({ state }) => state === "open" || state === "approved").map(({ stage }) => stage);
