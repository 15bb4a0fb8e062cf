// One model: its summary, owners, card, aliases, tier history, open promotions, and what the viewer may do.
import { actionsOf, policyLabel, rolesOn, mayConfirmTier, maySettle, Target, ModelView } from "@chancery/core";
import {
  aliasesOf,
  assessmentsOf,
  currentPolicy,
  modelById,
  namesOf,
  newestRevision,
  openPromotionsOf,
  ownersOf,
  type ModelSubject,
  type Reader,
} from "@chancery/db";
import { z } from "zod";
import { shownAsTold } from "../audit/shown-as-told.ts";
import { notFound } from "../authorise.ts";
import type { House } from "../house.ts";
import { query } from "../query.ts";
import { cardOf } from "../versions/card.ts";
import { findModel } from "../subjects/model.ts";
import { aliasView } from "./alias-view.ts";
import { assessmentView } from "./assessment-view.ts";
import { ownerView } from "./owner-view.ts";
import { assessorsOf } from "./pending-assessment.ts";
import { shownOnModel } from "./shown-rows.ts";
import { summariesMade } from "./summary.ts";

export const getModel = query({
  permission: "model:read",
  input: z.strictObject({ model: Target.model }),
  output: ModelView,
  subject: (reader, { model }, asking) => findModel(reader, model, asking),
  async run({ reader, house, actor, grants, subject }): Promise<ModelView> {
    const { pending, ...view } = await shownAsTold({ reader, house }, (from) => readModel(from, house, subject));
    const mayConfirmNow = pending
      ? mayConfirmTier({ assessorIds: await assessorsOf(reader, pending) }, actor)
      : maySettle({ isPending: false });
    return {
      ...view,
      ...actionsOf(actor, rolesOn(actor, grants, subject), {
        update: { permission: "model:update" },
        "set-owner": { permission: "model:set-owner" },
        "assess-tier": { permission: "tier:assess" },
        "confirm-tier": { permission: "tier:confirm", rule: mayConfirmNow },
        "set-alias": { permission: "alias:set" },
        "create-version": { permission: "version:create" },
      }),
    };
  },
});

async function readModel(reader: Reader, house: House, { id: modelId }: ModelSubject) {
  const row = await modelById(reader, modelId);
  const [summary] = row ? await summariesMade(reader, [row]) : [];
  if (!row || !summary) throw notFound();
  const card = await newestRevision(reader, { modelId, versionId: "", field: "card" });
  const aliases = await aliasesOf(reader, modelId);
  const assessments = await assessmentsOf(reader, modelId);
  const owners = await ownersOf(reader, modelId);
  const promotions = await openPromotionsOf(reader, modelId);
  const policy = await currentPolicy(reader);
  const actorIds = [
    ...(card ? [card.authorId] : []),
    ...aliases.map(({ setBy }) => setBy),
    ...owners.flatMap(({ ownerId, setBy }) => [ownerId, setBy]),
    ...assessments.flatMap(({ assessorId, confirmedBy }) =>
      confirmedBy === null ? [assessorId] : [assessorId, confirmedBy],
    ),
  ];
  const names = await namesOf(reader, actorIds);
  const view = {
    pending: assessments.find(({ from, to }) => from === null && to === null),
    ...summary,
    createdAt: row.createdAt.toISOString(),
    revision: row.revision,
    mainMetricChoice: row.mainMetric,
    owners: owners.map((owner) => ownerView(owner, names)),
    card: cardOf(card, names),
    aliases: aliases.map((alias) => aliasView(alias, { names: aliases.map(({ name }) => name), setBy: names })),
    policy: { label: policyLabel({ name: policy.name, version: policy.number }), digest: policy.digest },
    tierAssessments: assessments.map((assessment) => assessmentView(assessment, names)),
    openPromotions: promotions.map(({ number, versionNumber, stage }) => ({ number, versionNumber, stage })),
  };
  const shown = await shownOnModel(reader, house, {
    modelId,
    teamId: row.teamId,
    versionIds: [...summary.stages, ...aliases, ...promotions].map(({ versionId }) => versionId),
    promotionIds: promotions.map(({ id }) => id),
    revisionIds: card ? [card.id] : [],
    policyVersionId: policy.id,
    aliasIds: aliases.map(({ id }) => id),
    assessmentIds: assessments.map(({ id }) => id),
    actorIds: [...actorIds, row.createdBy],
  });
  return { view, shown };
}
