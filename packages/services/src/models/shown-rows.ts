// The rows that views of a model and of its history show, held against the log.
import { newestPromotionsOf, staysToShow, type OccupancyRow, type Reader, type VoteRow } from "@chancery/db";
import { rowsOf, type Shown } from "../audit/contradictions.ts";
import type { House } from "../house.ts";

const everyStage = (house: House, modelId: string) =>
  house.db.stages.names.map((stage) => ({ table: "occupancies", of: `${modelId}/${stage}` }) as const);

/** Of some stays: themselves, what let them in, the versions, and who asked. Also every stay and vote that is gone. */
export function shownInHistory(
  house: House,
  {
    modelId,
    teamId,
    stays,
    votes,
  }: {
    readonly modelId: string;
    readonly teamId: string;
    readonly stays: readonly OccupancyRow[];
    readonly votes: readonly VoteRow[];
  },
): Shown {
  const promotions = [...new Set(stays.map(({ promotionId }) => promotionId))];
  const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id);
  const rows = [
    ...rowsOf("models", [modelId]),
    ...rowsOf("teams", [teamId]),
    ...rowsOf("occupancies", ids(stays)),
    ...rowsOf("promotions", promotions),
    ...rowsOf("votes", ids(votes)),
    ...rowsOf(
      "versions",
      stays.map(({ versionId }) => versionId),
    ),
    ...rowsOf(
      "actors",
      stays.map(({ requesterId }) => requesterId),
    ),
  ];
  const places = [...everyStage(house, modelId), ...promotions.map((of) => ({ table: "votes", of }) as const)];
  return { rows, places };
}

const mostClosed = 50;
type ShownOfModel = {
  readonly modelId: string;
  readonly teamId: string;
  readonly versionIds: readonly string[];
  readonly promotionIds: readonly string[];
  readonly revisionIds: readonly string[];
  readonly policyVersionId: string;
  readonly aliasIds: readonly string[];
  readonly assessmentIds: readonly string[];
  readonly actorIds: readonly string[];
};

/** Of a model: itself and its team, its stays and aliases in force with their versions, its tier, owners, card and open promotions, and who is named. */
export async function shownOnModel(
  reader: Reader,
  house: House,
  {
    modelId,
    teamId,
    versionIds,
    promotionIds,
    revisionIds,
    policyVersionId,
    aliasIds,
    assessmentIds,
    actorIds,
  }: ShownOfModel,
): Promise<Shown> {
  const newest = await newestPromotionsOf(reader, { modelId, limit: mostClosed }); // one may have been closed with SQL
  const rows = [
    ...rowsOf("models", [modelId]),
    ...rowsOf("teams", [teamId]),
    ...rowsOf("versions", versionIds),
    ...rowsOf("promotions", [...promotionIds, ...newest]),
    ...rowsOf("revisions", revisionIds),
    ...rowsOf("policyVersions", [policyVersionId]),
    ...rowsOf("aliases", aliasIds),
    ...rowsOf("tierAssessments", assessmentIds),
    ...rowsOf("actors", actorIds),
    ...rowsOf("occupancies", await staysToShow(reader, { modelId, promotionId: null })),
  ];
  const places = [
    ...everyStage(house, modelId),
    { table: "tierAssessments", of: modelId } as const,
    { table: "modelOwners", of: modelId } as const,
  ];
  return { rows, places };
}
