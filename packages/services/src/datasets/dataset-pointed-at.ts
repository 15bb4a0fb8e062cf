// The dataset a record points at by name and digest, registered on the way where the actor may.
import { can, ChanceryError, rolesOn, type ActData, type DatasetPointer } from "@chancery/core";
import { datasetByDigest, ensureDataset, type DatasetRow } from "@chancery/db";
import { grantsInForce } from "../authorise.ts";
import type { Caused, Scope } from "../command.ts";
import { refuseOtherBytes, registeredMeanwhile } from "./other-bytes.ts";

/** The model a version of which points at it. */
type Origin = { readonly modelId: string; readonly teamId: string };
type Pointed = { readonly dataset: DatasetRow; readonly caused: readonly Caused<"dataset.registered@1">[] };

/** CONFLICT when the team has other bytes of that name and version. FORBIDDEN with reason `dataset_unknown` when nobody registered it and the actor may not, in the model's team. */
export async function datasetPointedAt(
  { tx, actor, now, newId }: Pick<Scope<unknown>, "tx" | "actor" | "now" | "newId">,
  { pointer, model }: { readonly pointer: DatasetPointer; readonly model: Origin },
): Promise<Pointed> {
  const { name, sha256 } = pointer;
  const { modelId, teamId } = model;
  // Whoever names the bytes has them: one that is hidden elsewhere is the same dataset here.
  const known = await datasetByDigest(tx, { name, sha256 });
  if (known) return { dataset: known, caused: [] };
  const team = { kind: "team", id: teamId, teamId } as const;
  const verdict = can(actor, rolesOn(actor, await grantsInForce(tx, actor, now), team), "dataset:register");
  if (!verdict.ok) {
    const unknown = { code: "dataset_unknown", message: `no dataset ${name} with this digest is registered` };
    const reasons = [unknown, ...verdict.reasons];
    throw new ChanceryError("FORBIDDEN", reasons.map((reason) => reason.message).join("; "), { reasons });
  }
  const version = pointer.version ?? sha256.slice(0, 12);
  const row = {
    id: newId(),
    teamId,
    name,
    version,
    digest: sha256,
    ownerId: actor.answerableId,
    modelId,
    createdAt: now,
  };
  await refuseOtherBytes(tx, { teamId, name, version, sha256 });
  const isOurs = await ensureDataset(tx, row);
  const dataset = await datasetByDigest(tx, { name, sha256 });
  if (!dataset) throw registeredMeanwhile({ name, version });
  const data: ActData<"dataset.registered@1"> = { datasetId: dataset.id, name, version, sha256 };
  const registered = { kind: "dataset.registered@1" as const, about: { kind: "dataset", id: dataset.id }, data };
  return { dataset, caused: isOurs ? [registered] : [] };
}
