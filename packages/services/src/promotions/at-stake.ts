// Told to whoever is about to change a part of something under review, before it is saved: whose approvals end.
import { countingVotes, Target, AtStake } from "@chancery/core";
import {
  holdersOf,
  openPromotionsOf,
  openPromotionsOnDataset,
  promotionsById,
  stagesIn,
  type Reader,
} from "@chancery/db";
import { z } from "zod";
import { query, visibleTo } from "../query.ts";
import { findModel } from "../subjects/model.ts";
import { findVersion } from "../subjects/version.ts";
import { findDataset } from "../subjects/dataset.ts";
import { weigh } from "./facts.ts";

const AllAtStake = z.object({ promotions: z.array(AtStake) });

/** What a change of this version costs: its card, tags, evaluations and lineage. Promotions that compare with it count too. */
export const atStakeOfVersion = query({
  permission: "version:read",
  input: z.strictObject({ versionId: Target.version }),
  output: AllAtStake,
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, actor, subject: { id, modelId } }): Promise<{ readonly promotions: readonly AtStake[] }> {
    const ids = await promotionsShowing(reader, { versionId: id, modelId });
    return { promotions: await atStake(reader, { ids, viewerId: actor.id }) };
  },
});

/** What a change of the model costs: its card, its tier, the direction of a metric. */
export const atStakeOfModel = query({
  permission: "model:read",
  input: z.strictObject({ modelId: Target.model }),
  output: AllAtStake,
  subject: (reader, { modelId }, asking) => findModel(reader, modelId, asking),
  async run({ reader, actor, subject: { id } }): Promise<{ readonly promotions: readonly AtStake[] }> {
    const ids = (await openPromotionsOf(reader, id)).map((promotion) => promotion.id);
    return { promotions: await atStake(reader, { ids, viewerId: actor.id }) };
  },
});

/** What withdrawing a dataset costs: of promotions of versions on it that the caller may see. */
export const atStakeOfDataset = query({
  permission: "dataset:read",
  input: z.strictObject({ datasetId: Target.dataset }),
  output: AllAtStake,
  subject: (reader, { datasetId }, asking) => findDataset(reader, datasetId, asking),
  async run({ reader, actor, grants, subject: { id } }): Promise<{ readonly promotions: readonly AtStake[] }> {
    const ids = await openPromotionsOnDataset(reader, visibleTo(actor, grants, "promotion:read"), id);
    return { promotions: await atStake(reader, { ids, viewerId: actor.id }) };
  },
});

/** The open promotions of a version, and those of others that compare with it. */
export async function promotionsShowing(
  reader: Reader,
  { versionId: id, modelId }: { readonly versionId: string; readonly modelId: string },
): Promise<readonly string[]> {
  const holds = (await holdersOf(reader, [modelId])).filter(({ versionId }) => versionId === id);
  return (await openPromotionsOf(reader, modelId))
    .filter(
      ({ versionId, stage }) =>
        versionId === id || (stagesIn(reader).isExclusive(stage) && holds.some((held) => held.stage === stage)),
    )
    .map((promotion) => promotion.id);
}

async function atStake(
  reader: Reader,
  { ids, viewerId }: { readonly ids: readonly string[]; readonly viewerId: string },
): Promise<readonly AtStake[]> {
  if (ids.length === 0) return [];
  const weighed = await weigh(reader, await promotionsById(reader, ids));
  return weighed.map(({ row: { number, versionNumber, stage }, votes, facts }) => {
    const counting = new Set(
      countingVotes(facts).flatMap(({ decision, voterId }) => (decision === "approve" ? [voterId] : [])),
    );
    const names = new Map(votes.map(({ voterId, printedName }) => [voterId, printedName]));
    return {
      number,
      versionNumber,
      stage,
      approvers: [...counting].filter((id) => id !== viewerId).map((id) => names.get(id) ?? id),
      isYours: counting.has(viewerId),
    };
  });
}
