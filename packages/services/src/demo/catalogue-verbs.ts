// What people and training jobs put into the registry in the demo: datasets, models, versions, evaluations.
import { createHash } from "node:crypto";
import { sha256Hex, type Descriptor, type Direction, type Phase, type Tier, type Visibility } from "@chancery/core";
import { registerDataset } from "../datasets/register.ts";
import { withdrawDataset } from "../datasets/withdraw.ts";
import { listEvaluations } from "../evaluations/list.ts";
import { recordEvaluation } from "../evaluations/record.ts";
import { retractEvaluation } from "../evaluations/retract.ts";
import { recordLineage } from "../lineage/record.ts";
import { assessTier } from "../models/assess-tier.ts";
import { confirmTier } from "../models/confirm-tier.ts";
import { createModel } from "../models/create.ts";
import { reviseModelCard } from "../models/revise-card.ts";
import { setMainMetric } from "../models/set-main-metric.ts";
import { setModelMetric } from "../models/set-metric.ts";
import { appendToUpload } from "../uploads/append.ts";
import { beginUpload } from "../uploads/begin.ts";
import { finishUpload } from "../uploads/finish.ts";
import { createVersion } from "../versions/create.ts";
import { reviseVersionCard } from "../versions/revise-card.ts";
import { sealVersion } from "../versions/seal.ts";
import type { TeamSlug } from "./cast.ts";
import type { ModelFile } from "./model-files.ts";
import { callOf, modelOf, named, type By, type OfVersion, type Telling } from "./telling.ts";

/** A dataset that stands for bytes nobody sends: its digest follows from its name. */
const pointerOf = (dataset: string) => {
  const [name = "", version = ""] = dataset.split("@");
  return { name, version, sha256: sha256Hex(dataset) };
};

export async function addDataset(
  telling: Telling,
  { by, team, dataset }: By & { readonly team: TeamSlug; readonly dataset: string },
) {
  const { id } = await registerDataset(telling.stage.house, callOf(telling, by), { team, ...pointerOf(dataset) });
  telling.datasets.set(dataset, id);
}

export const dropDataset = (
  telling: Telling,
  { by, dataset, reason }: By & { readonly dataset: string; readonly reason: string },
) =>
  withdrawDataset(telling.stage.house, callOf(telling, by), {
    datasetId: named(telling.datasets, dataset),
    reason,
    revision: 1,
  });

type Registered = By & {
  readonly model: string;
  readonly description: string;
  readonly card: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly visibility?: Visibility;
  /** Which way its own metrics are better, where no table of known names says so. */
  readonly directions?: Readonly<Record<string, Direction>>;
};
/** Registers a model; its maintainer writes the card and the list of metrics. */
export async function addModel(
  telling: Telling,
  { by, model, card, directions = {}, ...described }: Registered,
): Promise<void> {
  const { house } = telling.stage;
  const [team, name] = model.split("/");
  const { id: modelId } = await createModel(house, callOf(telling, by), { team, name, ...described });
  telling.models.set(model, modelId);
  await reviseModelCard(house, callOf(telling, "lena"), { modelId, body: card, revision: 0 });
  for (const [name, direction] of Object.entries(directions))
    await setModelMetric(house, callOf(telling, "lena"), { modelId, name, direction, revision: 0 });
}

type Chosen = By & { readonly model: string; readonly name: string; readonly dataset: string };
/** Chooses the metric that the model is listed with. */
export async function chooseMainMetric(telling: Telling, { by, model, name, dataset }: Chosen): Promise<void> {
  const metric = { name, phase: "validation", dataset } as const;
  await setMainMetric(telling.stage.house, callOf(telling, by), { modelId: named(telling.models, model), metric });
}

type Assessed = By & {
  /** Missing where no second person is needed, or none has said a word yet. */
  readonly confirmedBy?: By["by"];
  readonly model: string;
  readonly tier: Tier;
  readonly exposure: string;
  readonly purpose: string;
  readonly rationale: string;
};
export async function assess(telling: Telling, { by, model, confirmedBy, ...assessed }: Assessed): Promise<void> {
  const { house } = telling.stage;
  const given = { modelId: named(telling.models, model), ...assessed };
  const { id: assessmentId } = await assessTier(house, callOf(telling, by), given);
  if (confirmedBy) await confirmTier(house, callOf(telling, confirmedBy), { assessmentId });
}

/** Metrics by name: the direction follows from the name or the model's list, the unit from its ending. */
export type Results = {
  readonly phase: Phase;
  readonly dataset: string;
  readonly slice?: string;
  readonly metrics: Readonly<Record<string, string>>;
};
type Drafted = OfVersion & {
  readonly files: readonly ModelFile[];
  readonly params: Readonly<Record<string, string>>;
  readonly card?: string;
  readonly label?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly signature?: object;
};
type Pushed = Drafted & {
  readonly trainedOn: string;
  readonly results: readonly Results[];
  readonly card: string;
  /** Reference of the version it was made out of. */
  readonly base?: string;
  readonly isDirty?: boolean;
};
const environment = { python: "3.11.9", torch: "2.8.0", onnxruntime: "1.22.0" };

/** Begins a version and sends its files, no more: somebody goes on with it in the portal. */
export async function begin(telling: Telling, { by, ref, files, ...frozen }: Drafted): Promise<string> {
  const { house } = telling.stage;
  const { id: versionId } = await createVersion(house, callOf(telling, by), {
    model: modelOf(ref),
    environment,
    ...frozen,
  });
  telling.versions.set(ref, versionId);
  for (const file of files) await send(telling, { by, versionId, file });
  return versionId;
}

/** Pushes a version as a training job does: draft, files, lineage, evaluations, seal. */
export async function push(
  telling: Telling,
  { trainedOn, results, base, isDirty = false, ...drafted }: Pushed,
): Promise<void> {
  const { house } = telling.stage;
  const { by, ref } = drafted;
  const versionId = await begin(telling, drafted);
  const commit = createHash("sha1").update(ref).digest("hex");
  const job = `train-${commit.slice(0, 8)}`;
  const facts = [
    { kind: "trained_on", dataset: pointerOf(trainedOn) },
    { kind: "built_from", repository: `https://git.example/${modelOf(ref)}`, commit, isDirty },
    { kind: "produced_by", job, url: `https://jobs.example/${job}` },
    ...(base === undefined ? [] : [{ kind: "derived_from", reference: base }]),
  ];
  for (const fact of facts) await recordLineage(house, callOf(telling, by), { versionId, fact });
  for (const result of results) await evaluate(telling, { by, ref, ...result });
  await sealVersion(house, callOf(telling, by), { versionId });
}

async function send(
  telling: Telling,
  { by, versionId, file }: By & { readonly versionId: string; readonly file: ModelFile },
) {
  const { house } = telling.stage;
  const { path, content } = file;
  const sha256 = createHash("sha256").update(content).digest("hex");
  const { id: uploadId, state } = await beginUpload(house, callOf(telling, by), {
    versionId,
    path,
    sizeBytes: content.length,
    sha256,
  });
  if (state === "committed") return;
  await appendToUpload(house, callOf(telling, by), { uploadId, offset: 0, body: once(content) });
  await finishUpload(house, callOf(telling, by), { uploadId });
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}

type Bought = OfVersion & {
  readonly descriptor: Descriptor;
  readonly card: string;
  readonly results: readonly Results[];
};
/** Registers a version whose bytes are a supplier's: a descriptor instead of files. */
export async function describe(telling: Telling, { by, ref, descriptor, card, results }: Bought): Promise<void> {
  const { house } = telling.stage;
  const { id: versionId } = await createVersion(house, callOf(telling, by), {
    model: modelOf(ref),
    kind: "external",
    descriptor,
    card,
  });
  telling.versions.set(ref, versionId);
  for (const result of results) await evaluate(telling, { by, ref, ...result });
  await sealVersion(house, callOf(telling, by), { versionId });
}

export function evaluate(telling: Telling, { by, ref, phase, dataset, slice, metrics }: OfVersion & Results) {
  const measured = Object.entries(metrics).map(([name, value]) => ({
    name,
    value,
    ...(name.endsWith("_ms") && { unit: "ms" }),
  }));
  const record = { phase, dataset: pointerOf(dataset), metrics: measured, ...(slice !== undefined && { slice }) };
  return recordEvaluation(telling.stage.house, callOf(telling, by), {
    versionId: named(telling.versions, ref),
    ...record,
  });
}

/** Takes back the evaluation of a version that was recorded last. */
export async function retract(telling: Telling, { by, ref, reason }: OfVersion & { readonly reason: string }) {
  const { house } = telling.stage;
  const versionId = named(telling.versions, ref);
  const { items } = await listEvaluations(house, callOf(telling, by), { versionId, limit: 1 });
  return retractEvaluation(house, callOf(telling, by), { evaluationId: items[0]?.id, reason });
}

export const rewriteCard = (telling: Telling, { by, ref, body }: OfVersion & { readonly body: string }) =>
  reviseVersionCard(telling.stage.house, callOf(telling, by), {
    versionId: named(telling.versions, ref),
    body,
    revision: 1,
  });
