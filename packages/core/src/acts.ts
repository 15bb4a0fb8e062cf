// The catalogue of acts: every kind of audit entry and what its leaf holds. Personal data and free text are marked, and leave only as salted disclosures.
import { z } from "zod";
import { Sha256 } from "./names.ts";

const marked = new WeakSet<z.ZodType>();
/** Personal data or free text: never in a leaf, only its salted digest. */
export function personal<T extends z.ZodType>(schema: T): T {
  marked.add(schema);
  return schema;
}

const id = z.string().max(64);
const text = () => personal(z.string().max(20_000));
const digests = z.strictObject({ manifest: Sha256, card: Sha256, evaluations: Sha256, policy: Sha256 });
const shape = z.strictObject;

export const acts = {
  "registry.initialised@1": shape({ policy: z.string(), policyDigest: Sha256, verifierKey: z.string() }),
  "log.restored@1": shape({
    verifierKey: z.string(),
    previousOrigin: z.string(),
    previousVerifierKey: z.string(),
    takenAt: z.string(),
  }),
  "registry.claimed@1": shape({ actorId: id, name: text(), email: text() }),
  "person.added@1": shape({ actorId: id, name: text(), email: text() }),
  "person.joined@1": shape({ actorId: id }),
  "person.invited-again@1": shape({ actorId: id }),
  "account.disabled@1": shape({ actorId: id, reason: text() }),
  "account.enabled@1": shape({ actorId: id, reason: text() }),
  "password.changed@1": shape({ actorId: id }),
  "password.reset-offered@1": shape({ actorId: id, expiresAt: z.string() }),
  "password.reset@1": shape({ actorId: id }),
  "service-account.created@1": shape({ actorId: id, ownerId: id, name: z.string() }),
  "service-account.handover-proposed@1": shape({ actorId: id, ownerId: id, proposedOwnerId: id.nullable() }),
  "service-account.handed-over@1": shape({ actorId: id, ownerId: id, previousOwnerId: id }),
  "team.created@1": shape({ teamId: id, slug: z.string() }),
  "group.created@1": shape({ groupId: id, slug: z.string() }),
  "group.member-added@1": shape({ groupId: id, actorId: id, isPending: z.boolean() }),
  "group.member-confirmed@1": shape({ groupId: id, actorId: id }),
  "group.member-removed@1": shape({ groupId: id, actorId: id }),
  "grant.given@1": shape({ grantId: id, holderId: id, role: z.string(), scope: z.string(), scopeId: id }),
  "grant.ended@1": shape({ grantId: id, holderId: id, role: z.string(), scope: z.string(), scopeId: id }),
  "session.started@1": shape({ actorId: id, method: z.string(), userAgent: text() }),
  "session.ended@1": shape({ actorId: id, sessions: z.int() }),
  "token.created@1": shape({
    tokenId: id,
    holderId: id,
    prefix: z.string(),
    scopes: z.array(z.string()),
    expiresAt: z.string(),
  }),
  "token.created@2": shape({
    tokenId: id,
    holderId: id,
    prefix: z.string(),
    scopes: z.array(z.string()),
    expiresAt: z.string(),
    /** The token it was made with. */
    parentId: id.nullable(),
  }),
  "token.revoked@1": shape({ tokenId: id, holderId: id }),
  "model.registered@1": shape({ modelId: id, teamId: id, name: z.string(), visibility: z.string() }),
  "model.updated@1": shape({
    modelId: id,
    fields: z.array(z.string()),
    visibility: z.string().nullable(),
    digest: Sha256,
  }),
  "model.card-revised@1": shape({ modelId: id, revision: z.int(), digest: Sha256 }),
  "tier.assessed@1": shape({
    modelId: id,
    tier: z.string(),
    before: z.string().nullable(),
    isPending: z.boolean(),
    rationale: text(),
  }),
  "tier.confirmed@1": shape({ modelId: id, tier: z.string() }),
  "tier.refused@1": shape({ modelId: id, tier: z.string() }),
  "model.metric-set@1": shape({
    modelId: id,
    metric: z.string(),
    direction: z.string(),
    before: z.string().nullable(),
    revision: z.int(),
  }),
  "model.main-metric-set@1": shape({
    modelId: id,
    /** Null: none is chosen, the first that was measured is listed. */
    metric: z.string().nullable(),
    phase: z.string().nullable(),
    dataset: z.string().nullable(),
    slice: z.string().nullable(),
    before: z.string().nullable(),
  }),
  "alias.set@1": shape({ modelId: id, alias: z.string(), versionId: id, before: id.nullable() }),
  "alias.removed@1": shape({ modelId: id, alias: z.string(), versionId: id }),
  "version.created@1": shape({ versionId: id, modelId: id, number: z.int(), kind: z.string() }),
  "version.edited@1": shape({ versionId: id, digest: Sha256 }),
  "upload.begun@1": shape({
    versionId: id,
    uploadId: id,
    path: z.string(),
    sha256: Sha256,
    sizeBytes: z.int(),
    isStored: z.boolean(),
  }),
  "upload.finished@1": shape({ versionId: id, uploadId: id, path: z.string(), sha256: Sha256, sizeBytes: z.int() }),
  "version.file-removed@1": shape({ versionId: id, path: z.string() }),
  "version.sealed@1": shape({ versionId: id, modelId: id, number: z.int(), manifestDigest: Sha256 }),
  "version.revised@1": shape({ versionId: id, field: z.string(), revision: z.int(), digest: Sha256 }),
  "version.revoked@1": shape({ versionId: id, modelId: id, number: z.int(), reason: text() }),
  "evaluation.recorded@1": shape({
    versionId: id,
    evaluationId: id,
    phase: z.string(),
    datasetId: id.nullable(),
    digest: Sha256,
  }),
  "lineage.recorded@1": shape({ versionId: id, edgeId: id, kind: z.string(), digest: Sha256 }),
  "dataset.registered@1": shape({ datasetId: id, name: z.string(), version: z.string(), sha256: Sha256 }),
  "dataset.withdrawn@1": shape({ datasetId: id, reason: text() }),
  "promotion.requested@1": shape({
    promotionId: id,
    number: z.int(),
    versionId: id,
    modelId: id,
    stage: z.string(),
    incumbentVersionId: id.nullable(),
    policy: z.string(),
    digests,
    dossierDigest: Sha256,
    reason: text(),
  }),
  "promotion.requested@2": shape({
    promotionId: id,
    number: z.int(),
    versionId: id,
    modelId: id,
    stage: z.string(),
    incumbentVersionId: id.nullable(),
    policy: z.string(),
    digests,
    dossierDigest: Sha256,
    reason: text(),
    /** The promotion it replies to. */
    answers: id.nullable(),
    whatChanged: personal(z.string().max(20_000).optional()),
  }),
  "promotion.voted@1": shape({
    promotionId: id,
    decision: z.string(),
    meaning: z.string(),
    digests,
    printedName: text(),
    note: text(),
  }),
  "promotion.executed@1": shape({
    promotionId: id,
    versionId: id,
    modelId: id,
    stage: z.string(),
    supersedes: id.nullable(),
    policy: z.string(),
    policyDigest: Sha256,
  }),
  "promotion.rejected@1": shape({ promotionId: id }),
  "promotion.withdrawn@1": shape({ promotionId: id, note: text() }),
  "audit.exported@1": shape({ treeSize: z.int(), filter: z.string() }),
  "audit.checked@1": shape({ treeSize: z.int(), isOk: z.boolean(), firstBadIndex: z.int().nullable() }),
  "access-log.digested@1": shape({ from: z.string(), to: z.string(), count: z.int(), digest: Sha256 }),
} as const;
export type ActKind = keyof typeof acts;
export type ActData<K extends ActKind> = z.infer<(typeof acts)[K]>;

/** True for an act (`promotion.voted@1`), an act in any version (`promotion.voted`), or what comes first in some (`promotion`, `promotion.*`). */
export function namesActs(text: string): boolean {
  const asked = text.replace(/\.\*$/, "");
  return Object.keys(acts).some((kind) => kind === asked || [".", "@"].some((end) => kind.startsWith(asked + end)));
}

/** Splits an act's data into what the leaf shows and what only its disclosures hold. */
export function splitPersonal<K extends ActKind>(
  kind: K,
  data: ActData<K>,
): { readonly open: Record<string, unknown>; readonly personal: readonly { name: string; value: string }[] } {
  const parsed = acts[kind].parse(data) as Record<string, unknown>;
  const fields = acts[kind].shape as Record<string, z.ZodType>;
  const entries = Object.entries(parsed);
  const isPersonal = ([name]: [string, unknown]) => fields[name] !== undefined && marked.has(fields[name]);
  return {
    open: Object.fromEntries(entries.filter((entry) => !isPersonal(entry))),
    personal: entries.filter(isPersonal).map(([name, value]) => ({ name, value: String(value) })),
  };
}
