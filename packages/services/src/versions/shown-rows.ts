// The rows that the page of a version shows, held against the log.
import { rowsOf, type Shown } from "../audit/contradictions.ts";
import type { House } from "../house.ts";

export type ShownOfVersion = {
  readonly modelId: string;
  readonly teamId: string;
  /** Itself, and what it is compared with. */
  readonly versionIds: readonly string[];
  readonly revisionIds: readonly string[];
  readonly evaluationIds: readonly string[];
  readonly edgeIds: readonly string[];
  readonly aliasIds: readonly string[];
  readonly promotionIds: readonly string[];
  readonly actorIds: readonly string[];
};

/** Also the stays of its model and the tiers it was given that are gone. */
export const shownOnVersion = ({ db }: House, { modelId, teamId, ...of }: ShownOfVersion): Shown => ({
  rows: [
    ...rowsOf("models", [modelId]),
    ...rowsOf("teams", [teamId]),
    ...rowsOf("versions", of.versionIds),
    ...rowsOf("revisions", of.revisionIds),
    ...rowsOf("evaluations", of.evaluationIds),
    ...rowsOf("lineageEdges", of.edgeIds),
    ...rowsOf("aliases", of.aliasIds),
    ...rowsOf("promotions", of.promotionIds),
    ...rowsOf("actors", of.actorIds),
  ],
  places: [
    ...db.stages.names.map((stage) => ({ table: "occupancies", of: `${modelId}/${stage}` }) as const),
    { table: "tierAssessments", of: modelId },
  ],
});
