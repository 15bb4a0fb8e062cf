// Writes the row a model is listed with; `command()` calls it for every act that changes one.
import {
  measuredIn,
  summaryOf,
  type ActKind,
  type KeptSummary,
  type Side,
  type SummaryFacts,
  type Stages,
} from "@chancery/core";
import {
  holdSummaries,
  holdSummary,
  saveSummaries,
  saveSummary,
  summaryFacts,
  summaryFactsOf,
  type Reader,
  type Tx,
  stagesIn,
} from "@chancery/db";
import { sidesOf, type Seen } from "../evaluations/sides.ts";

/** Which acts change what a model's row holds. One left out here does not compile. */
const changes = {
  "registry.initialised@1": "none",
  "policy.adopted@1": "none",
  "log.restored@1": "none",
  "log.rows-continued@1": "none",
  "log.baseline@1": "none",
  "log.migrated@1": "none",
  "log.repaired@1": "none", // makes every row anew itself
  "registry.claimed@1": "none",
  "person.added@1": "none",
  "person.joined@1": "none",
  "account.vouched@1": "none",
  "person.invited-again@1": "none",
  "account.disabled@1": "none",
  "account.enabled@1": "none",
  "password.changed@1": "none",
  "password.reset-offered@1": "none",
  "password.reset@1": "none",
  "erasure.requested@1": "none",
  "erasure.withdrawn@1": "none",
  "erasure.confirmed@1": "none",
  "disclosures.erased@1": "none",
  "password.reset-offered@2": "none",
  "password.reset-confirmed@1": "none",
  "password.reset-cancelled@1": "none",
  "service-account.created@1": "none",
  "service-account.created@2": "none",
  "service-account.handover-proposed@1": "none",
  "service-account.handed-over@1": "none",
  "team.created@1": "none",
  "group.created@1": "none",
  "group.member-added@1": "none",
  "group.member-confirmed@1": "none",
  "group.member-added@2": "none",
  "group.member-confirmed@2": "none",
  "grant.given@2": "none",
  "grant.confirmed@1": "none",
  "appointment.wait-changed@1": "none",
  "group.member-removed@1": "none",
  "grant.given@1": "none",
  "grant.ended@1": "none",
  "session.started@1": "none",
  "session.ended@1": "none",
  "token.created@1": "none",
  "token.created@2": "none",
  "token.revoked@1": "none",
  "model.registered@1": "model",
  "model.updated@1": "none",
  "model.owner-set@1": "none", // lists do not show it
  "model.card-revised@1": "none",
  "tier.assessed@1": "none",
  "tier.confirmed@1": "none",
  "tier.refused@1": "none",
  "model.metric-set@1": "model", // a direction
  "model.main-metric-set@1": "model",
  "alias.set@1": "none",
  "alias.removed@1": "none",
  "version.created@1": "model",
  "version.edited@1": "none",
  "upload.begun@1": "none", // who contributed counts from the seal on
  "upload.begun@2": "none",
  "upload.finished@1": "none",
  "upload.discarded@1": "none",
  "upload.discarded@2": "none",
  "upload.batch-finished@1": "none",
  "upload.batch-finished@2": "none",
  "version.file-removed@1": "none",
  "version.discarded@1": "model",
  "version.sealed@1": "model",
  "version.revised@1": "none",
  "version.revoked@1": "model",
  "evaluation.recorded@1": "model",
  "evaluation.retracted@1": "model",
  "lineage.retracted@1": "none",
  "lineage.recorded@1": "none",
  "dataset.registered@1": "none",
  "dataset.withdrawn@1": "none",
  "promotion.requested@1": "model",
  "promotion.requested@2": "model",
  "promotion.requested@3": "model",
  "promotion.requested@4": "model",
  "promotion.voted@1": "none", // what it decides is an act of its own
  "promotion.voted@2": "none",
  "promotion.voted@3": "none",
  "promotion.voted@4": "none",
  "promotion.dossier-frozen@1": "none",
  "promotion.objection-dismissed@1": "none",
  "promotion.completed-alone@1": "none",
  "promotion.executed@1": "model",
  "promotion.rejected@1": "model",
  "promotion.withdrawn@1": "model",
  "promotion.withdrawn@2": "model",
  "backup.taken@1": "none",
  "read.refused@1": "none",
  "audit.exported@1": "none",
  "audit.exported@2": "none",
  "audit.checked@1": "none",
  "access-log.digested@1": "none",
} as const satisfies Record<ActKind, "model" | "none">;

type Done = {
  readonly kinds: readonly ActKind[];
  readonly subject: object;
  readonly about: { readonly kind: string; readonly id: string };
};

/** Writes the row of the model that acts were about, where they change it. */
export async function refreshAfter(tx: Tx, { kinds, subject, about }: Done): Promise<void> {
  const kind = kinds.find((one) => changes[one] === "model");
  if (kind === undefined) return;
  const modelId = about.kind === "model" ? about.id : "modelId" in subject ? subject.modelId : undefined;
  if (typeof modelId !== "string") throw new Error(`${kind} changes a model, but its subject names none`);
  await refreshModelSummary(tx, modelId);
}

/** Makes a model's row anew. The row is locked first: what another act on the model wrote is read, not overwritten. */
export async function refreshModelSummary(tx: Tx, modelId: string): Promise<void> {
  await holdSummary(tx, modelId);
  await saveSummary(tx, { modelId, summary: await summaryNow(tx, modelId) });
}

/** The same of many models. */
export async function refreshModelSummaries(tx: Tx, modelIds: readonly string[]): Promise<void> {
  await holdSummaries(tx, modelIds);
  await saveSummaries(tx, await summariesNow(tx, modelIds));
}

/** A model's row as it would be written now. Of measurements it reads the listed phase and slice, of at most three versions. */
export async function summaryNow(reader: Reader, modelId: string): Promise<KeptSummary> {
  const facts = await summaryFacts(reader, modelId);
  const seen = seenIn(stagesIn(reader), modelId, facts);
  const sides = seen.length > 0 ? await sidesOf(reader, seen, { part: measuredIn(facts.choice) }) : noSides;
  return summaryOf(stagesIn(reader), facts, sides);
}

/** Models looked at together: what is read of them at once stays small. */
const together = 50;

/**
 * The same of many models, by model. For every fifty it takes five statements, and at most five for each phase and slice
 * that their main metrics are looked for in.
 */
export async function summariesNow(
  reader: Reader,
  modelIds: readonly string[],
): Promise<ReadonlyMap<string, KeptSummary>> {
  const summaries = new Map<string, KeptSummary>();
  for (let from = 0; from < modelIds.length; from += together) {
    const facts = await summaryFactsOf(reader, modelIds.slice(from, from + together));
    const alike = grouped([...facts], ([, { choice }]) => JSON.stringify(measuredIn(choice)));
    for (const models of alike.values()) {
      const seen = models.flatMap(([modelId, each]) => seenIn(stagesIn(reader), modelId, each));
      const part = measuredIn(models[0]![1].choice); // a group has a first
      const sides = seen.length > 0 ? await sidesOf(reader, seen, { part }) : noSides;
      for (const [modelId, each] of models) summaries.set(modelId, summaryOf(stagesIn(reader), each, sides));
    }
  }
  return summaries;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The versions whose measurements are shown, and as what each is looked at. */
function seenIn(stages: Stages, modelId: string, { newest, holders }: SummaryFacts): readonly Seen[] {
  const seen = new Map<string, Seen>();
  if (newest) seen.set(newest.versionId, { versionId: newest.versionId, modelId, stage: null });
  // In the order of the stages: a version in several is looked at as what it is approved for in the last.
  for (const { stage, versionId } of holders)
    if (stages.isExclusive(stage)) seen.set(versionId, { versionId, modelId, stage });
  return [...seen.values()];
}
const noSides: ReadonlyMap<string, Side> = new Map();
