// One row for each query about the audit log.
import * as db from "../index.ts";
import { at, digest, limit, type Call } from "./given.ts";

const bytes = new Uint8Array([1]);
const range = { below: 4_000, limit, order: "newest" } as const;

export const logCalls = {
  lockHead: (tx) => db.lockHead(tx),
  appendToLog: (tx) =>
    db.appendToLog(tx, {
      oldSize: 5_000,
      entries: [
        {
          index: 5_000,
          id: "new",
          time: at,
          kind: "team.created@1",
          actorId: "actor-1",
          subject: "team/1",
          outcome: "success",
          requestId: "r",
          leaf: bytes,
          leafHash: digest,
          disclosures: ["d"],
          disclosedActorId: "actor-1",
          retentionClass: "standard",
          nodes: [{ level: 2, idx: 0, hash: digest }],
          rows: [{ table: "votes", id: "vote-1", place: null }],
        },
      ],
      head: { size: 5_001, root: digest, edge: bytes, lastTime: at, mac: digest },
    }),
  keyLogHead: (tx) => db.keyLogHead(tx, { size: 5_000, root: digest, mac: digest }),
  handsAbout: (tx) => db.handsAbout(tx, ["version/version-1", "actor/actor-1"]),
  leavesAt: async (tx) => [await db.leavesAt(tx, [40, 41]), await db.leavesAt(tx, [40, 41, 42, 43, 44, 45])],
  headNow: (tx) => db.headNow(tx),
  rowsToldIn: (tx) => db.rowsToldIn(tx, ["votes/promotion-1", "evaluations/version-1"]),
  readLeaves: (tx) => db.readLeaves(tx, { from: 40, limit }),
  removeRow: (tx) => db.removeRow(tx, { table: "versions", id: "some" }),
  rewriteRow: (tx) => db.rewriteRow(tx, { table: "teams", id: "some", columns: { name: "a" } }),
  restoreRow: (tx) =>
    db.restoreRow(tx, { table: "groups", columns: { id: "new", slug: "new", name: "a", createdAt: at.toISOString() } }),
  retellIndex: (tx) => db.withoutGuards(tx, () => db.retellIndex(tx, { index: 40, rows: [] })),
  withoutGuards: (tx) => db.withoutGuards(tx, () => Promise.resolve()),
  takeWritten: (tx) => db.takeWritten(tx),
  governedRow: async (tx) => {
    for (const table of db.governedTables) await db.governedRow(tx, { table, id: "some/7" });
  },
  governedRows: async (tx) => {
    for (const table of db.governedTables) await db.governedRows(tx, { table, after: undefined, limit });
  },
  governedRowsAmong: (tx) =>
    db.governedRowsAmong(
      tx,
      [...db.governedTables.map((table) => ({ table, id: "some/7" })), { table: "votes", id: "vote-1" }],
      [
        { table: "votes", of: "promotion-1" },
        { table: "dismissals", of: "promotion-1" },
        { table: "promotionTargets", of: "promotion-1" },
        { table: "voteConditions", of: "vote-1" },
        { table: "voteConditions", of: "vote-2" },
        { table: "tierAssessments", of: "model-1" },
      ],
    ),
  newestTellingsAmong: (tx) =>
    db.newestTellingsAmong(tx, [
      { table: "votes", id: "vote-1" },
      { table: "votes", id: "vote-2" },
      { table: "promotions", id: "promotion-1" },
    ]),
  disclosuresAmong: (tx) => db.disclosuresAmong(tx, [40, 41]),
  staysGone: (tx) =>
    db.staysGone(tx, [
      { table: "occupancies", of: "model-1/production" },
      { table: "occupancies", of: "model-1/staging" },
    ]),
  newestTelling: (tx) => db.newestTelling(tx, { table: "votes", id: "vote-1" }),
  tellingsOf: (tx) => db.tellingsOf(tx, { table: "votes", id: "vote-1", limit: 100 }),
  toldAmong: (tx) => db.toldAmong(tx, { table: "votes", ids: ["vote-1", "vote-2"] }),
  toldRowCount: (tx) => db.toldRowCount(tx),
  isTableTold: (tx) => db.isTableTold(tx, "votes"),
  rowsBehindVersion: (tx) =>
    db.rowsBehindVersion(tx, { versionId: "version-1", modelId: "model-1", stage: "production" }),
  rowsOfSet: async (tx) => {
    await db.rowsOfSet(tx, { set: "versions", of: ["model-1", "digest-1"] });
    await db.rowsOfSet(tx, { set: "promotions", of: ["version-1"] });
    await db.rowsOfSet(tx, { set: "tokens", of: ["actor-1"] });
    await db.rowsOfSet(tx, { set: "modelMetrics", of: ["model-1"] });
    await db.rowsOfSet(tx, { set: "policyVersions", of: [] });
  },
  rowsBehindPromotion: (tx) => db.rowsBehindPromotion(tx, "promotion-1"),
  rowsBehindTiers: (tx) => db.rowsBehindTiers(tx),
  rowsBehindHolders: (tx) => db.rowsBehindHolders(tx, ["actor-1", "actor-2"]),
  rowsBehindAccounts: (tx) => db.rowsBehindAccounts(tx, ["actor-1", "actor-2"]),
  rowsBehindRoles: (tx) => db.rowsBehindRoles(tx, { actorId: "actor-1", at }),
  versionReferred: (tx) => db.versionReferred(tx, "version-1"),
  toldRowsIn: (tx) => db.toldRowsIn(tx, { from: 40, below: 80 }),
  newestTellingsOfPlace: (tx) => db.newestTellingsOfPlace(tx, "occupancies/model-1/production"),
  readHead: (tx) => db.readHead(tx),
  holdsKindFrom: (tx) => db.holdsKindFrom(tx, { from: 1_000, kinds: ["kind.of-1@1", "kind.of-2@1"] }),
  entriesOfKinds: (tx) =>
    db.entriesOfKinds(tx, { kinds: ["kind.of-1@1", "kind.of-2@1"], outcome: "success", limit: 1000 }),
  entryColumns: (tx) => db.entryColumns(tx, { from: 1, below: 9 }),
  readEntries: (tx) => db.readEntries(tx, { from: 40, below: 80, limit }),
  nodesAt: (tx) =>
    db.nodesAt(tx, [
      { level: 0, idx: 4 },
      { level: 1, idx: 5 },
    ]),
  nodesCompletedIn: (tx) => db.nodesCompletedIn(tx, { from: 40, below: 80 }),
  disclosuresOfPerson: (tx) => db.disclosuresOfPerson(tx, "actor-1"),
  disclosuresTellingOf: (tx) => db.disclosuresTellingOf(tx, "actor-1"),
  deleteDisclosures: (tx) =>
    db.deleteDisclosures(tx, [
      { entryIdx: 4, n: 0 },
      { entryIdx: 5, n: 0 },
    ]),
  eraseAccount: (tx) => db.eraseAccount(tx, { id: "actor-1", name: "Erased", revision: 2 }),
  entriesAboutActors: (tx) =>
    db.entriesAboutActors(tx, { kinds: ["kind.of-1@1", "kind.of-2@1"], actorIds: ["actor-1", "actor-2"] }),
  readDisclosures: (tx) => db.readDisclosures(tx, { from: 40, below: 80 }),
  // Not by words: those are looked for in every leaf, from the newest on, until a page is full.
  searchEntries: async (tx) => {
    for (const filter of [
      { actorId: "actor-1" },
      { kind: "kind.of-1@1" },
      { kinds: ["kind.of-1@1", "kind.of-2@1"] },
      { subject: "version/version-1" },
      { subject: "model/model-1" },
      { requestId: "request-1" },
      { since: at, until: at },
    ])
      await db.searchEntries(tx, filter, range);
  },
  newestSuccess: (tx) => db.newestSuccess(tx, "kind.of-1@1"),
  labelsOf: (tx) => db.labelsOf(tx, ["actor-1", "model-1"]),
  timelineEntries: (tx) =>
    db.timelineEntries(tx, {
      promotionId: "promotion-1",
      versionId: "version-1",
      modelId: "model-1",
      since: at,
      until: at,
      causes: ["entry-2", "entry-3"],
      below: 4_000,
      limit,
    }),
  insertCheckpoint: (tx) => db.insertCheckpoint(tx, { size: 9_000, note: "", createdAt: at }),
  newestCheckpoint: (tx) => db.newestCheckpoint(tx, { minSize: 10 }),
  readCheckpoints: (tx) => db.readCheckpoints(tx, { above: 10, limit }),
} satisfies Record<string, Call>;
