// The rows that a promotion's page shows, held against the log.
import { staysToShow, type Reader } from "@chancery/db";
import { rowsOf, type Shown } from "../audit/contradictions.ts";
import type { House } from "../house.ts";
import type { Weighed } from "./facts.ts";

/**
 * Of a promotion: itself and those whose objections followed into it, its votes and dismissals, the newest revision of its
 * dossier, its model and versions, the stays in its model's stages, and everybody who is named.
 */
export async function shownOn(reader: Reader, house: House, { row, votes, carried }: Weighed): Promise<Shown> {
  const { id, modelId, versionId, incumbentVersionId, requesterId, uploaderId, policyVersionId } = row;
  const all = [...votes, ...carried];
  const dismissals = all.flatMap(({ dismissal }) => dismissal ?? []);
  const people = [...all.map(({ voterId }) => voterId), ...dismissals.map(({ dismisserId }) => dismisserId)];
  const asked = [id, ...carried.map(({ promotionId }) => promotionId)];
  const conditions = all.map((vote) => ({ table: "voteConditions", of: vote.id }) as const);
  const targets = { table: "promotionTargets", of: id } as const;
  const tiers = { table: "tierAssessments", of: modelId } as const;
  return {
    rows: [
      ...rowsOf("promotions", asked),
      ...rowsOf(
        "votes",
        all.map((vote) => vote.id),
      ),
      ...rowsOf(
        "dismissals",
        dismissals.map((dismissal) => dismissal.id),
      ),
      ...rowsOf("dossierRevisions", [`${id}/${row.dossierRevision}`]),
      ...rowsOf("models", [modelId]),
      ...rowsOf("teams", [row.teamId]),
      ...rowsOf("versions", [versionId, ...(incumbentVersionId === null ? [] : [incumbentVersionId])]),
      ...rowsOf("policyVersions", [policyVersionId]),
      ...rowsOf("occupancies", await staysToShow(reader, { modelId, promotionId: id })),
      ...rowsOf("actors", [requesterId, uploaderId, ...people]),
      ...rowsOf(
        "groups",
        all.flatMap(({ capacity }) => capacity?.groupId ?? []),
      ),
    ],
    places: [
      targets,
      ...conditions,
      ...asked.flatMap((of) => [{ table: "votes", of } as const, { table: "dismissals", of } as const]),
      ...house.db.stages.names.map((stage) => ({ table: "occupancies", of: `${modelId}/${stage}` }) as const),
      tiers,
    ],
  };
}
