// One row for each query about models, versions, their files and facts, and datasets.
import * as db from "../index.ts";
import { builtIn } from "../known.ts";
import { at, digest, everything, limit, unexpected, visible, type Call } from "./given.ts";

const modelId = "model-2";
const versionId = "version-2";
const draftId = "version-3";
const draft = { id: draftId, manifestDigest: null };
const path = "weights/3";
const dataset = {
  id: "new",
  teamId: "team-1",
  name: "new",
  version: "1",
  digest: "new",
  ownerId: "actor-1",
  modelId: null,
  createdAt: at,
};
const revised = { modelId, versionId, field: "card" } as const;
const assessment = { exposure: "", purpose: "", rationale: "", assessorId: "actor-1", assessedAt: at };

const owned = { ownerId: "actor-1", from: at, setBy: "actor-1" };

const summary = {
  stages: [],
  versions: { draft: 0, sealed: 0, revoked: 0 },
  newestSealed: null,
  candidate: null,
  mainMetric: null,
  openPromotionCount: 0,
  newestOpenPromotion: null,
};

export const catalogCalls = {
  keepKnown: (tx) => db.keepKnown(tx, builtIn),
  modelById: (tx) => db.modelById(tx, modelId),
  modelByRef: (tx) => db.modelByRef(tx, { team: "team-3", name: "vad-2" }),
  modelSubject: (tx) => db.modelSubject(tx, modelId, { lock: true }),
  modelSubjectByRef: (tx) => db.modelSubjectByRef(tx, { team: "team-3", name: "vad-2", lock: true }),
  insertModel: (tx) =>
    db.insertModel(
      tx,
      {
        id: "new",
        teamId: "team-1",
        name: "new",
        description: "",
        tags: {},
        visibility: "team",
        createdAt: at,
        createdBy: "actor-1",
      },
      unexpected,
    ),
  saveModel: (tx) => db.saveModel(tx, { id: modelId, revision: 1, now: at, set: { description: "d" } }),
  takeVersionNumber: (tx) => db.takeVersionNumber(tx, { modelId, now: at }),
  ownersOf: (tx) => db.ownersOf(tx, modelId),
  lockOwner: (tx) => db.lockOwner(tx, modelId),
  insertOwner: (tx) => db.insertOwner(tx, { ...owned, id: "new", modelId: "model-3" }),
  changeOwner: (tx) =>
    db.changeOwner(tx, {
      before: { ...owned, id: "owner-2", modelId, to: null },
      next: { id: "newer", modelId, ownerId: "actor-3", setBy: "actor-1" },
      now: at,
    }),
  touchModel: (tx) => db.touchModel(tx, { modelId, now: at }),
  readModels: async (tx) => {
    const after = { changedAt: at, id: "model-5" };
    for (const order of ["created", "changed"] as const)
      for (const filter of [
        {},
        { team: "team-1" },
        { q: "vad-17" },
        { stage: "production" },
        { tier: "high" },
      ] as const)
        for (const sight of [visible, everything]) await db.readModels(tx, sight, { filter, order, after, limit });
  },
  modelsCalled: (tx) => db.modelsCalled(tx, visible, { text: "vad-17", limit }),
  assessmentsOf: (tx) => db.assessmentsOf(tx, modelId),
  assessmentById: (tx) => db.assessmentById(tx, "tier-1"),
  tiersInForce: (tx) => db.tiersInForce(tx, [modelId, "model-3"]),
  lockAssessments: (tx) => db.lockAssessments(tx, modelId),
  insertAssessment: (tx) =>
    db.insertAssessment(tx, {
      ...assessment,
      id: "new",
      modelId,
      tier: "high",
      confirmedBy: null,
      from: null,
      to: null,
    }),
  endAssessment: (tx) => db.endAssessment(tx, { id: "tier-1", at }),
  confirmAssessment: (tx) => db.confirmAssessment(tx, { id: "tier-3", at, confirmedBy: "actor-1" }),
  insertRevision: (tx) =>
    db.insertRevision(tx, { ...revised, id: "new", number: 2, body: "", digest, authorId: "actor-1", createdAt: at }),
  newestRevision: (tx) => db.newestRevision(tx, revised),
  revisionWith: (tx) => db.revisionWith(tx, { ...revised, digest }),
  revisionsInForce: (tx) => db.revisionsInForce(tx, revised),
  modelMetricsOf: (tx) => db.modelMetricsOf(tx, { modelId, after: "a", limit }),
  directionsOf: (tx) => db.directionsOf(tx, [modelId, "model-3"]),
  countModelMetrics: (tx) => db.countModelMetrics(tx, modelId),
  lockModelMetric: (tx) => db.lockModelMetric(tx, { modelId, name: "f1" }),
  saveModelMetric: (tx) =>
    db.saveModelMetric(tx, { modelId, name: "f1", direction: "lower", setBy: "actor-1", setAt: at, revision: 2 }),
  summariesKept: (tx) => db.summariesKept(tx, [modelId, "model-3"]),
  modelsWithoutSummary: (tx) => db.modelsWithoutSummary(tx, { after: modelId, limit: 20 }),
  holdSummary: (tx) => db.holdSummary(tx, modelId),
  holdSummaries: (tx) => db.holdSummaries(tx, [modelId, "model-3"]),
  saveSummaries: (tx) => db.saveSummaries(tx, new Map([[modelId, summary]])),
  stageHoldersOf: (tx) => db.stageHoldersOf(tx, [modelId, "model-3"]),
  summaryFactsOf: (tx) => db.summaryFactsOf(tx, [modelId, "model-3"]),
  saveSummary: (tx) => db.saveSummary(tx, { modelId, summary }),
  summaryFacts: (tx) => db.summaryFacts(tx, modelId),
  datasetById: (tx) => db.datasetById(tx, "dataset-1", { lock: true }),
  datasetInTeam: (tx) => db.datasetInTeam(tx, { teamId: "team-3", name: "speech-2", digest }),
  visibleDatasetOf: (tx) => db.visibleDatasetOf(tx, visible, { name: "speech-2", digest }),
  datasetsCalled: (tx) => db.datasetsCalled(tx, { teamId: "team-3", name: "speech-2", version: "1" }),
  insertDataset: (tx) => db.insertDataset(tx, dataset, unexpected),
  ensureDataset: (tx) => db.ensureDataset(tx, dataset),
  saveWithdrawal: (tx) => db.saveWithdrawal(tx, { id: "dataset-1", revision: 1, reason: "r" }),
  publishDataset: (tx) => db.publishDataset(tx, "dataset-1"),
  isDatasetVisible: (tx) => db.isDatasetVisible(tx, visible, "dataset-1"),
  readDatasets: async (tx) => {
    const after = { name: "speech-2", id: "dataset-2" };
    for (const q of [undefined, "ech-17"]) await db.readDatasets(tx, visible, { q, after, limit });
  },
  versionById: (tx) => db.versionById(tx, versionId),
  versionByNumber: (tx) => db.versionByNumber(tx, { modelId, number: 1 }),
  versionSubject: (tx) => db.versionSubject(tx, versionId, { lock: true }),
  versionLabelled: (tx) => db.versionLabelled(tx, { modelId, label: "v2" }),
  insertVersion: (tx) =>
    db.insertVersion(tx, {
      id: "new",
      modelId,
      number: 2,
      label: null,
      kind: "files",
      descriptor: null,
      params: {},
      signature: null,
      environment: {},
      createdBy: "actor-1",
      answerableId: "actor-1",
      createdAt: at,
    }),
  saveDraft: (tx) => db.saveDraft(tx, { id: draftId, revision: 1, set: { params: {} } }),
  resizeDraft: (tx) => db.resizeDraft(tx, { id: draftId, byBytes: 1 }),
  saveSeal: (tx) =>
    db.saveSeal(tx, { id: draftId, manifest: "{}", manifestDigest: digest, sealedAt: at, sealedBy: "actor-1" }),
  saveRevocation: (tx) => db.saveRevocation(tx, { id: versionId, revokedAt: at, revokedReason: "r" }),
  readVersions: (tx) => db.readVersions(tx, { modelId, before: 9, limit }),
  newestSealed: (tx) => db.newestSealed(tx, [modelId, "model-3"]),
  versionsFound: async (tx) => [
    await db.versionsFound(tx, visible, { by: { modelIds: [modelId], number: 1 }, limit }),
    await db.versionsFound(tx, visible, { by: { sha256: digest }, limit }),
  ],
  dossierContent: (tx) => db.dossierContent(tx, versionId),
  versionContent: (tx) => db.versionContent(tx, versionId),
  resolveReference: async (tx) => {
    for (const target of targets) await db.resolveReference(tx, { modelId, target });
  },
  readReference: async (tx) => {
    for (const target of targets) await db.readReference(tx, { team: "team-3", name: "vad-2", target });
  },
  revokedFrom: async (tx) => [
    await db.revokedFrom(tx, { modelId, name: "production" }),
    await db.revokedFrom(tx, { modelId, name: "champion" }),
  ],
  insertBatchSession: (tx) =>
    db.insertBatchSession(tx, {
      ...{ id: "new", versionId: draftId, actorId: "actor-1", sizeBytes: 1, createdAt: at },
      plan: [{ path: "new", sizeBytes: 1, offset: 0 }],
    }),
  batchesReceiving: (tx) => db.batchesReceiving(tx, draftId),
  replanBatch: (tx) =>
    db.replanBatch(tx, { id: "upload-10", sizeBytes: 1, plan: [{ path: "new", sizeBytes: 1, offset: 0 }] }),
  commitBatchSession: (tx) => db.commitBatchSession(tx, { id: "upload-10", sha256: digest, now: at }),
  insertBatch: (tx) =>
    db.insertBatch(tx, {
      ...{ id: "new", versionId: draftId, actorId: "actor-1", fileCount: 1, sizeBytes: 1, files: "[]", createdAt: at },
    }),
  batchById: (tx) => db.batchById(tx, "batch-3"),
  batchLists: (tx) => db.batchLists(tx, ["batch-3", "batch-4"]),
  pathsIn: (tx) => db.pathsIn(tx, draftId),
  readableBlobs: (tx) => db.readableBlobs(tx, visible, [{ sha256: digest, sizeBytes: 1 }]),
  insertBlobs: (tx) =>
    db.insertBlobs(tx, [{ sha256: "new", sizeBytes: 1, createdAt: at, packSha256: digest, packOffset: 0 }]),
  keepBlobWhole: async (tx) => {
    await db.keepBlobWhole(tx, { sha256: "new", sizeBytes: 1, createdAt: at });
    await db.keepBlobWhole(tx, { sha256: digest, sizeBytes: 2, createdAt: at });
  },
  blobPlaces: (tx) => db.blobPlaces(tx, [digest]),
  insertFiles: (tx) =>
    db.insertFiles(tx, { versionId: draftId, files: [{ path: "new", sizeBytes: 1, sha256: digest }], addedAt: at }),
  movePlaces: (tx) =>
    db.movePlaces(tx, {
      places: [{ sha256: digest, sizeBytes: 1, packSha256: digest, packOffset: 0 }],
      ...{ left: [digest], now: at },
    }),
  contentsUnplaced: (tx) => db.contentsUnplaced(tx),
  blobsAfter: (tx) => db.blobsAfter(tx, { after: digest, limit }),
  contentsOfSize: async (tx) => [
    await db.contentsOfSize(tx, {
      versions: [draft, { id: versionId, manifestDigest: "f".repeat(64) }],
      minBytes: 64 * 1024,
    }),
  ],
  filesOf: async (tx) => [
    await db.filesOf(tx, { version: draft, after: "a", limit }),
    await db.filesOf(tx, { version: { id: versionId, manifestDigest: digest }, limit }),
  ],
  storedFilesOf: (tx) => db.storedFilesOf(tx, { versionId: draftId, after: "a", limit }),
  filesAfter: (tx) => db.filesAfter(tx, { after: { versionId, path: "a" }, limit }),
  replaceFiles: (tx) =>
    db.replaceFiles(tx, { versionId: draftId, files: [{ path: "new", sizeBytes: 1, sha256: digest }] }),
  fileAt: (tx) => db.fileAt(tx, { version: draft, path }),
  filesAt: async (tx) => [
    await db.filesAt(tx, { version: draft, paths: [path] }),
    await db.filesAt(tx, { version: { id: versionId, manifestDigest: null }, paths: [path] }),
  ],
  storedFilesIn: (tx) => db.storedFilesIn(tx, { versionIds: [versionId, draftId], minBytes: 64 * 1024 }),
  storedFilesAt: (tx) => db.storedFilesAt(tx, { versionId: draftId, paths: [path] }),
  filesWith: (tx) => db.filesWith(tx, { sha256: digest, limit }),
  storedFileAt: (tx) => db.storedFileAt(tx, { versionId: draftId, path }),
  countFiles: (tx) => db.countFiles(tx, draft),
  countStoredFiles: (tx) => db.countStoredFiles(tx, draftId),
  deleteFile: (tx) => db.deleteFile(tx, { versionId: draftId, path }),
  clashingPath: (tx) => db.clashingPath(tx, { versionId: draftId, path: "weights/large/new" }),
  insertUpload: (tx) =>
    db.insertUpload(tx, {
      id: "new",
      versionId: draftId,
      path: "new",
      sha256: digest,
      fingerprint: digest,
      sizeBytes: 1,
      actorId: "actor-1",
      state: "receiving",
      createdAt: at,
    }),
  uploadSubject: (tx) => db.uploadSubject(tx, { id: "upload-3", actorId: "actor-3", lock: true }),
  receivingAt: (tx) => db.receivingAt(tx, { versionId: draftId, path }),
  committedAt: (tx) => db.committedAt(tx, { versionId: draftId, path, actorId: "actor-3" }),
  describersOf: (tx) => db.describersOf(tx, [versionId, draftId]),
  handsOn: (tx) => db.handsOn(tx, [versionId, draftId]),
  ownerEntries: (tx) => db.ownerEntries(tx, ["actor-1", "actor-2"]),
  receivingOf: (tx) => db.receivingOf(tx, { versionId: draftId, actorId: "actor-3", limit }),
  receivingAfter: (tx) => db.receivingAfter(tx, { versionId: draftId, actorId: "actor-3", after: "weights/1", limit }),
  receivingInto: (tx) => db.receivingInto(tx, draftId),
  deleteReceivingInto: (tx) => db.deleteReceivingInto(tx, draftId),
  deleteFiles: (tx) => db.deleteFiles(tx, draftId),
  saveDiscard: (tx) => db.saveDiscard(tx, { id: draftId, discardedAt: at, discardedBy: "actor-1" }),
  holdContents: (tx) => db.holdContents(tx, [digest, "digest-3"]),
  markFreeing: (tx) => db.markFreeing(tx, { versionId: draftId, now: at }),
  markLeft: (tx) => db.markLeft(tx, [{ sha256: digest, sizeBytes: 7, createdAt: at }], at),
  lockFreeing: (tx) => db.lockFreeing(tx, { limit }),
  deleteFreed: (tx) => db.deleteFreed(tx, { freed: [{ sha256: digest, packSha256: digest }], now: at }),
  countReceiving: (tx) => db.countReceiving(tx, draftId),
  countReceivingOf: (tx) => db.countReceivingOf(tx, "actor-3"),
  commitUpload: (tx) => db.commitUpload(tx, { id: "upload-10", sha256: digest, now: at }),
  uploadById: (tx) => db.uploadById(tx, "upload-10"),
  lockUpload: (tx) => db.lockUpload(tx, "upload-10"),
  giveLease: (tx) => db.giveLease(tx, { id: "upload-10", holder: "a", now: at, until: at }),
  renewLease: (tx) => db.renewLease(tx, { id: "upload-10", holder: "a", now: at, until: at }),
  restateUpload: (tx) => db.restateUpload(tx, { id: "upload-10", sha256: digest, fingerprint: digest }),
  noteReceived: (tx) => db.noteReceived(tx, { id: "upload-10", holder: "a", sha256: digest }),
  deleteUpload: (tx) => db.deleteUpload(tx, "upload-10"),
  deleteUploadsAt: (tx) => db.deleteUploadsAt(tx, { versionId: draftId, path }),
  deleteAbandoned: (tx) => db.deleteAbandoned(tx, { before: at }),
  insertEvaluation: (tx) =>
    db.insertEvaluation(tx, {
      id: "new",
      versionId,
      evaluatorId: "actor-1",
      phase: "validation",
      datasetId: null,
      slice: "",
      metrics: [],
      codeCommit: null,
      observedFrom: null,
      observedTo: null,
      digest,
      createdAt: at,
    }),
  evaluationsOf: (tx) => db.evaluationsOf(tx, { versionId, before: "f", limit }),
  countEvaluations: (tx) => db.countEvaluations(tx, [versionId, draftId]),
  evaluationsCompared: (tx) =>
    db.evaluationsCompared(tx, { versionIds: [versionId, draftId], ids: ["evaluation-2", "evaluation-3"] }),
  insertEdge: (tx) =>
    db.insertEdge(tx, {
      id: "new",
      versionId,
      kind: "trained_on",
      facts: {},
      datasetId: "dataset-1",
      baseVersionId: null,
      createdBy: "actor-1",
      createdAt: at,
    }),
  hasDatasetEdge: (tx) => db.hasDatasetEdge(tx, { versionId, kind: "trained_on", datasetId: "dataset-2" }),
  lineageOf: async (tx) => {
    for (const sight of [visible, everything]) await db.lineageOf(tx, sight, { versionId, after: "edge-1", limit });
  },
  countEdges: (tx) => db.countEdges(tx, versionId),
  boundEdges: (tx) => db.boundEdges(tx, versionId),
  dossierLineage: (tx) => db.dossierLineage(tx, versionId),
  versionsOnDataset: (tx) =>
    db.versionsOnDataset(tx, visible, {
      datasetId: "dataset-2",
      after: { versionId: "version-9", relation: "trained_on" },
      limit,
    }),
} satisfies Record<string, Call>;

const targets = [
  { kind: "number", number: 1 },
  { kind: "digest", sha256: digest },
  { kind: "name", name: "production" },
  { kind: "name", name: "champion" },
  { kind: "name", name: "challenger" },
] as const;
