// A version: what is frozen (files or descriptor, params), what is appended (evaluations, lineage), and its bytes.
import type { Descriptor, LineageFacts, Metric, Signature } from "@chancery/core";
import { sql } from "drizzle-orm";
import type { Kit } from "../kit.ts";

/** A file on its way in a batch. `offset`: where its content stands in the body; absent where none is needed. */
export type PlannedFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256?: string;
  readonly offset?: number;
};
export type BatchPlan = readonly PlannedFile[];

export function defineVersion(kit: Kit) {
  const { table, text, choice, int, instant, json, index, uniqueIndex, primaryKey, check } = kit;

  const versions = table(
    "version",
    {
      id: text().primaryKey(),
      modelId: text().notNull(),
      number: int().notNull(),
      label: text(),
      /** Lower case: labels with one key collide in a model. Null for a second one from before they did. */
      labelKey: text(),
      kind: choice(["files", "external"]).notNull(),
      state: choice(["draft", "sealed", "revoked", "discarded"]).notNull(),
      descriptor: json<Descriptor>(),
      params: json<Record<string, string>>().notNull(),
      signature: json<Signature>(),
      environment: json<Record<string, string>>().notNull(),
      /** Canonical JSON the digest is taken over; null until sealed. */
      manifest: text(),
      manifestDigest: text(),
      sizeBytes: int().notNull().default(0),
      createdBy: text().notNull(),
      /** The person answerable for the upload: `createdBy`, or the owner of that service account. */
      answerableId: text().notNull(),
      createdAt: instant().notNull(),
      sealedAt: instant(),
      sealedBy: text(),
      revokedAt: instant(),
      revokedReason: text(),
      /** A draft that was discarded: its number stays taken, its files are gone. */
      discardedAt: instant(),
      discardedBy: text(),
      revision: int().notNull().default(1),
    },
    (t) => [
      uniqueIndex("version_number").on(t.modelId, t.number),
      index("version_state").on(t.modelId, t.state, t.number),
      uniqueIndex("version_label").on(t.modelId, t.labelKey),
      index("version_manifest").on(t.manifestDigest),
      check("sealed_has_digest", sql`${t.state} IN ('draft', 'discarded') OR ${t.manifestDigest} IS NOT NULL`),
    ],
  );

  const versionFiles = table(
    "version_file",
    {
      versionId: text()
        .notNull()
        .references(() => versions.id),
      path: text().notNull(),
      /** NFC, case-folded: two paths that collide on some file system collide here. */
      pathKey: text().notNull(),
      sha256: text().notNull(),
      sizeBytes: int().notNull(),
      addedAt: instant().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.versionId, t.path] }),
      uniqueIndex("version_file_key").on(t.versionId, t.pathKey),
      index("version_file_blob").on(t.sha256),
    ],
  );

  const blobs = table(
    "blob",
    {
      sha256: text().primaryKey(),
      sizeBytes: int().notNull(),
      createdAt: instant().notNull(),
      /** Since when its bytes are being deleted: nothing may come to rest on them any more. */
      freeingAt: instant(),
      /** The blob whose bytes hold this one's, from `packOffset` on; null for one with bytes of its own. */
      packSha256: text(),
      packOffset: int(),
    },
    (t) => [index("blob_freeing").on(t.freeingAt), index("blob_pack").on(t.packSha256)],
  );

  const uploads = table(
    "upload",
    {
      id: text().primaryKey(),
      versionId: text()
        .notNull()
        .references(() => versions.id),
      path: text().notNull(),
      pathKey: text().notNull(),
      /** Stated when it was begun, or what it came to when it was finished. */
      sha256: text(),
      /** What its bytes came to: noted before they go to the store, so that nobody frees them there meanwhile. */
      receivedSha256: text(),
      sizeBytes: int().notNull(),
      /** What a client that does not know the digest knows its file by; it means nothing to us. */
      fingerprint: text(),
      actorId: text().notNull(),
      state: choice(["receiving", "committed"]).notNull(),
      createdAt: instant().notNull(),
      touchedAt: instant().notNull(),
      /** Who alone may write to it, and until when: see `services/uploads/lease.ts`. */
      leaseHolder: text(),
      leaseUntil: instant(),
      /** The batch a file came in; its own id for the session of a batch, whose path is empty. */
      batchId: text(),
      /** Of such a session: what is on its way, until it has come. */
      batchPlan: json<BatchPlan>(),
      /** How many files it brings. */
      fileCount: int().notNull().default(1),
    },
    (t) => [
      index("upload_version").on(t.versionId, t.pathKey),
      index("upload_touched").on(t.state, t.touchedAt),
      index("upload_content").on(t.sha256),
      index("upload_received").on(t.receivedSha256),
      index("upload_sender").on(t.actorId, t.state),
      uniqueIndex("one_receiving")
        .on(t.versionId, t.pathKey)
        .where(sql`"state" = 'receiving'`),
    ],
  );

  /** Files that came into a version together, told of in one entry. Only ever added. */
  const batches = table(
    "batch",
    {
      /** Of its upload session. */
      id: text().primaryKey(),
      versionId: text()
        .notNull()
        .references(() => versions.id),
      actorId: text().notNull(),
      fileCount: int().notNull(),
      sizeBytes: int().notNull(),
      /** Canonical JSON of paths, sizes and digests, by path. */
      files: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [index("batch_version").on(t.versionId)],
  );

  const evaluations = table(
    "evaluation",
    {
      id: text().primaryKey(),
      versionId: text()
        .notNull()
        .references(() => versions.id),
      evaluatorId: text().notNull(),
      phase: choice(["training", "validation", "monitoring"]).notNull(),
      datasetId: text(),
      /** "" is the whole dataset. */
      slice: text().notNull(),
      metrics: json<readonly Metric[]>().notNull(),
      codeCommit: text(),
      observedFrom: instant(),
      observedTo: instant(),
      /** Digest of the canonical record. */
      digest: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [index("evaluation_version").on(t.versionId, t.id), index("evaluation_dataset").on(t.datasetId)],
  );

  /** What was recorded wrongly and taken back: an evaluation or an edge, which stays and counts nowhere. Only ever added. */
  const retractions = table(
    "retraction",
    {
      id: text().primaryKey(),
      versionId: text()
        .notNull()
        .references(() => versions.id),
      /** Id of the evaluation or edge: at most one of each. */
      targetId: text().notNull().unique(),
      target: choice(["evaluation", "edge"]).notNull(),
      retractedBy: text().notNull(),
      reason: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [index("retraction_version").on(t.versionId, t.id)],
  );

  const lineageEdges = table(
    "lineage_edge",
    {
      id: text().primaryKey(),
      versionId: text()
        .notNull()
        .references(() => versions.id),
      kind: choice([
        "trained_on",
        "evaluated_on",
        "built_from",
        "produced_by",
        "derived_from",
        "deployed_to",
      ]).notNull(),
      datasetId: text(),
      baseVersionId: text(),
      /** What core's `edgeOf` reads, which also knows how rows of old say it. */
      facts: json<LineageFacts["facts"]>().notNull(),
      createdBy: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [
      index("lineage_version").on(t.versionId, t.id),
      index("lineage_dataset").on(t.datasetId),
      index("lineage_base").on(t.baseVersionId),
    ],
  );

  return { versions, versionFiles, blobs, uploads, batches, evaluations, lineageEdges, retractions };
}
