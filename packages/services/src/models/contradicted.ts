// The rows that views of a model and of its history show, held against the log.
import type { RecordContradiction } from "@chancery/core";
import { staysToShow, type OccupancyRow, type Reader, type VoteRow } from "@chancery/db";
import { contradictionsAmong, contradictionViews, rowsOf } from "../audit/contradictions.ts";
import type { House } from "../house.ts";

type Held = { readonly reader: Reader; readonly house: House };

const everyStage = (house: House, modelId: string) =>
  house.db.stages.names.map((stage) => ({ table: "occupancies", of: `${modelId}/${stage}` }) as const);

/** Of some stays: themselves, what let them in, the versions, and who asked. Also every stay and vote that is gone. */
export async function contradictedInHistory(
  { reader, house }: Held,
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
): Promise<readonly RecordContradiction[]> {
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
  return contradictionViews(await contradictionsAmong({ reader, house }, { rows, places }));
}

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

/** Of a model: itself and its team, its stays and aliases in force with their versions, its tier, card and open promotions, and who is named. */
export async function contradictedOnModel(
  { reader, house }: Held,
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
): Promise<readonly RecordContradiction[]> {
  const rows = [
    ...rowsOf("models", [modelId]),
    ...rowsOf("teams", [teamId]),
    ...rowsOf("versions", versionIds),
    ...rowsOf("promotions", promotionIds),
    ...rowsOf("revisions", revisionIds),
    ...rowsOf("policyVersions", [policyVersionId]),
    ...rowsOf("aliases", aliasIds),
    ...rowsOf("tierAssessments", assessmentIds),
    ...rowsOf("actors", actorIds),
    ...rowsOf("occupancies", await staysToShow(reader, { modelId, promotionId: null })),
  ];
  const places = [...everyStage(house, modelId), { table: "tierAssessments", of: modelId } as const];
  return contradictionViews(await contradictionsAmong({ reader, house }, { rows, places }));
}
