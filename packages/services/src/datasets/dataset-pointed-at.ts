// The dataset a record points at by name and digest, registered on the way where the actor may.
import { reasonsInWords, can, ChanceryError, rolesOn, type ActData, type DatasetPointer } from "@chancery/core";
import { datasetInTeam, ensureDataset, visibleDatasetOf, type DatasetRow } from "@chancery/db";
import type { Caused, Scope } from "../command.ts";
import { visibleTo } from "../query.ts";
import { refuseOtherBytes, registeredMeanwhile } from "./other-bytes.ts";

/** The model a version of which points at it. */
type Origin = { readonly modelId: string; readonly teamId: string };
type Pointed = { readonly dataset: DatasetRow; readonly caused: readonly Caused<"dataset.registered@1">[] };

/**
 * The one of the model's team where the actor may register there, else one the actor sees: to anybody else a hidden
 * dataset is as unknown as one that does not exist. CONFLICT when the team has other bytes of that name and version.
 * FORBIDDEN with reason `dataset_unknown` when there is none and the actor may not register it.
 */
export async function datasetPointedAt(
  { tx, actor, now, newId, grants }: Pick<Scope<unknown>, "tx" | "actor" | "now" | "newId" | "grants">,
  { pointer, model }: { readonly pointer: DatasetPointer; readonly model: Origin },
): Promise<Pointed> {
  const { name, sha256: digest } = pointer;
  const { modelId, teamId } = model;
  const verdict = can(actor, rolesOn(actor, grants, { kind: "team", id: teamId, teamId }), "dataset:register");
  const known =
    (verdict.ok ? await datasetInTeam(tx, { teamId, name, digest }) : undefined) ??
    (await visibleDatasetOf(tx, visibleTo(actor, grants, "dataset:read"), { name, digest }));
  if (known) return { dataset: known, caused: [] };
  if (!verdict.ok) {
    const unknown = { code: "dataset_unknown", message: `no dataset ${name} with this digest is registered` };
    const reasons = [unknown, ...verdict.reasons];
    throw new ChanceryError("FORBIDDEN", reasonsInWords(reasons), { reasons });
  }
  const version = pointer.version ?? digest.slice(0, 12);
  const row = { id: newId(), teamId, name, version, digest, ownerId: actor.answerableId, modelId, createdAt: now };
  await refuseOtherBytes(tx, { teamId, name, version, sha256: digest });
  const isOurs = await ensureDataset(tx, row);
  const dataset = await datasetInTeam(tx, { teamId, name, digest });
  if (!dataset) throw registeredMeanwhile({ name, version });
  const data: ActData<"dataset.registered@1"> = { datasetId: dataset.id, name, version, sha256: digest };
  const registered = { kind: "dataset.registered@1" as const, about: { kind: "dataset", id: dataset.id }, data };
  return { dataset, caused: isOurs ? [registered] : [] };
}
