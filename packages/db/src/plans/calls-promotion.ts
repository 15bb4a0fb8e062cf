// One row for each query about promotions, votes, stages and aliases.
import * as db from "../index.ts";
import { many } from "./rows.ts";
import { at, digest, everything, limit, unexpected, viewer, visible, type Call } from "./given.ts";

const modelId = "model-2";
const versionId = "version-2";
const stage = "production";
const digests = {
  manifest: digest,
  card: digest,
  modelCard: digest,
  tags: digest,
  evaluations: digest,
  lineage: digest,
  tier: digest,
  incumbent: digest,
  policy: digest,
};
const contents = [
  { modelId, manifestDigest: digest },
  { modelId: "model-4", manifestDigest: "digest-4" },
];

export const promotionCalls = {
  readPromotions: (tx) => db.readPromotions(tx, { where: undefined, limit }),
  promotionByNumber: (tx) => db.promotionByNumber(tx, 2),
  promotionsById: (tx) => db.promotionsById(tx, ["promotion-2", "promotion-4"]),
  lockPromotion: async (tx) => {
    for (const named of [{ id: "promotion-2" }, { number: 2 }]) await db.lockPromotion(tx, named);
  },
  targetsOf: (tx) => db.targetsOf(tx, ["promotion-1", "promotion-2"]),
  promotionText: (tx) => db.promotionText(tx, "promotion-2"),
  insertDossierRevision: (tx) =>
    db.insertDossierRevision(tx, {
      promotionId: "promotion-50",
      number: 2,
      document: "{}",
      digest,
      digests,
      causedBy: "entry-2",
      createdAt: at,
    }),
  dossierRevisionsAt: (tx) => db.dossierRevisionsAt(tx, { promotionId: "promotion-2", numbers: [1, 2] }),
  dossierRevision: (tx) => db.dossierRevision(tx, { promotionId: "promotion-2", number: 1 }),
  dossierRevisionsOf: (tx) => db.dossierRevisionsOf(tx, "promotion-2"),
  markDossiersOld: (tx) => db.markDossiersOld(tx, { promotionIds: ["promotion-50", "promotion-100"], by: "entry-2" }),
  freshPromotionsOf: (tx) => db.freshPromotionsOf(tx, modelId),
  freshPromotionsBeside: (tx) => db.freshPromotionsBeside(tx, "promotion-2"),
  openPromotionsOnDataset: async (tx) => {
    for (const sight of [visible, everything]) await db.openPromotionsOnDataset(tx, sight, "dataset-2");
  },
  freshPromotionsOnDataset: (tx) => db.freshPromotionsOnDataset(tx, "dataset-2"),
  insertPromotion: (tx) =>
    db.insertPromotion(tx, {
      id: "new",
      number: 6_000,
      modelId,
      versionId,
      stage: "staging",
      requesterId: "actor-1",
      requesterAnswerableId: "actor-1",
      reason: "",
      targets: [{ kind: "stage", name: "staging" }],
      ticket: null,
      path: "full",
      policyVersionId: "policy-1",
      incumbentVersionId: null,
      answersId: null,
      whatChanged: null,
      dossier: "{}",
      dossierDigest: digest,
      digests,
      createdAt: at,
    }),
  closePromotion: (tx) =>
    db.closePromotion(tx, {
      id: "promotion-50",
      state: "executed",
      at,
      policyVersionId: "policy-1",
      executed: { approvedAt: at, executedBy: "actor-1" },
    }),
  stagesAskedFor: (tx) => db.stagesAskedFor(tx, versionId),
  promotionsOfVersion: (tx) => db.promotionsOfVersion(tx, { versionId, limit }),
  openPromotionsOfVersion: (tx) => db.openPromotionsOfVersion(tx, versionId),
  countPromotions: (tx) => db.countPromotions(tx, versionId),
  newestPromotionsOf: (tx) => db.newestPromotionsOf(tx, { modelId, limit }),
  openPromotionsOf: (tx) => db.openPromotionsOf(tx, modelId),
  decisionsOn: (tx) => db.decisionsOn(tx, contents),
  promotionsOfContent: (tx) => db.promotionsOfContent(tx, { content: contents[0]!, below: 4_000, limit }),
  promotionOfModel: (tx) => db.promotionOfModel(tx, { modelId, number: 2 }),
  promotionFound: (tx) => db.promotionFound(tx, visible, 2),
  waitingReviews: (tx) => db.waitingReviews(tx, viewer),
  saveWaits: (tx) =>
    db.saveWaits(tx, {
      promotionId: "promotion-50",
      waits: [{ gate: "approvals", role: "reviewer", scope: "model", scopeId: modelId }],
    }),
  waitsKept: (tx) => db.waitsKept(tx),
  listPromotions: async (tx) => {
    const tabs = (["asked", "team", "decided"] as const).map((tab) => ({ tab }));
    for (const of of [...tabs, { ids: ["promotion-50", "promotion-51"] }, { versionId }])
      for (const sight of [visible, everything])
        await db.listPromotions(tx, { visible: sight, viewer, of, teamIds: ["team-1"], below: 4_000, limit });
  },
  insertVote: (tx) =>
    db.insertVote(
      tx,
      {
        id: "new",
        promotionId: "promotion-50",
        voterId: "actor-1",
        decision: "approve",
        meaning: "approval",
        note: "",
        printedName: "Ada",
        digests,
        dossierRevision: 1,
        unvouchedId: null,
        capacity: { role: "reviewer", scope: "team", scopeId: "team-1", groupId: null },
        renewsId: null,
        createdAt: at,
      },
      ["", ""],
    ),
  conditionsOf: (tx) => db.conditionsOf(tx, ["vote-1", "vote-2"]),
  votesOn: (tx) => db.votesOn(tx, ["promotion-1", "promotion-2"]),
  insertDismissal: (tx) =>
    db.insertDismissal(tx, {
      id: "new",
      voteId: `vote-${many}`,
      objectorId: "actor-2",
      promotionId: "promotion-50",
      dismisserId: "actor-1",
      printedName: "Ada",
      reason: "",
      createdAt: at,
    }),
  insertRetraction: (tx) =>
    db.insertRetraction(tx, {
      id: "new",
      versionId,
      targetId: "edge-1",
      target: "edge",
      retractedBy: "actor-1",
      reason: "",
      createdAt: at,
    }),
  retractionsOf: (tx) => db.retractionsOf(tx, ["evaluation-1", "edge-2"]),
  countRetractedEvaluations: (tx) => db.countRetractedEvaluations(tx, versionId),
  retractedEvaluations: (tx) => db.retractedEvaluations(tx, { versionIds: [versionId, "version-4"], limit }),
  datasetEdgeLeft: (tx) => db.datasetEdgeLeft(tx, { versionId, datasetId: "dataset-2" }),
  recordedEvaluation: (tx) => db.recordedEvaluation(tx, "evaluation-2"),
  recordedEdge: (tx) => db.recordedEdge(tx, "edge-2"),
  carriedVotes: (tx) => db.carriedVotes(tx, ["promotion-1", "promotion-50"]),
  dismissalsToTell: async (tx) => {
    for (const sight of [visible, everything])
      await db.dismissalsToTell(tx, { visible: sight, objectorId: "actor-2", since: at, limit });
  },
  holdersOf: (tx) => db.holdersOf(tx, [modelId, "model-4"]),
  stagesHeldBy: (tx) => db.stagesHeldBy(tx, versionId),
  stayBegunBy: (tx) => db.stayBegunBy(tx, { promotionId: "promotion-2", versionId }),
  occupanciesOf: (tx) => db.occupanciesOf(tx, { modelId, after: { from: at, id: "stay-9" }, limit }),
  staysToShow: async (tx) => [
    await db.staysToShow(tx, { modelId, promotionId: "promotion-2" }),
    await db.staysToShow(tx, { modelId, promotionId: null }),
  ],
  occupanciesAt: async (tx) => [
    await db.occupanciesAt(tx, { modelId, at, each: 5 }),
    await db.occupanciesAt(tx, { modelId, at: null, each: 5 }),
  ],
  countHolders: (tx) => db.countHolders(tx, { modelId, at: null }),
  replacedBy: (tx) => db.replacedBy(tx, { modelId, stage, versionId }),
  lockStages: (tx) => db.lockStages(tx, modelId),
  enterStage: (tx) => db.enterStage(tx, { id: "new", modelId, versionId, stage, promotionId: "promotion-2", at }),
  endOccupanciesOf: (tx) => db.endOccupanciesOf(tx, { versionId, stages: [stage], at }),
  latestEntries: (tx) => db.latestEntries(tx, { versionIds: [versionId, "version-4"], stages: [stage] }),
  aliasesOf: (tx) => db.aliasesOf(tx, modelId),
  lockAliases: (tx) => db.lockAliases(tx, modelId),
  nextOfAlias: (tx) => db.nextOfAlias(tx, { modelId, name: "champion", now: at }),
  insertAlias: (tx) =>
    db.insertAlias(
      tx,
      { id: "new", modelId, name: "new", nameKey: "new", versionId, from: at, setBy: "actor-1" },
      unexpected,
    ),
  endAlias: (tx) => db.endAlias(tx, { id: "alias-2", at, endedBy: "actor-1" }),
  aliasesPointingAt: (tx) => db.aliasesPointingAt(tx, versionId),
  endAliasesOf: (tx) => db.endAliasesOf(tx, { versionId, names: ["champion"], at, endedBy: "actor-1" }),
} satisfies Record<string, Call>;
