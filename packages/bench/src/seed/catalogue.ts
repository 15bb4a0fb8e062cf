// A registry of any size: models, versions, evaluations, stages held, as the use-cases would have written them; only the
// digests are made up, for nothing here reads what they stand for.
import type { Chance } from "./chance.ts";
import type { People } from "./people.ts";
import type { Row, Rows } from "./rows.ts";

export type CatalogueSize = {
  readonly models: number;
  /** Per model. The last is a draft, the others are sealed. */
  readonly versions: number;
  /** How many of a model's newest sealed versions were evaluated, and how often each. */
  readonly evaluated: number;
  readonly evaluations: number;
  /** Per version; without files a version describes something external. */
  readonly files: number;
};

type Sown = Map<string, Row[]>;
type Sowing = { readonly chance: Chance; readonly people: People; readonly size: CatalogueSize; readonly sown: Sown };

const begin = Date.UTC(2024, 0, 1);
const spanMs = 2 * 365 * 86_400_000;
const things = ["fraud", "churn", "speech", "vision", "price", "route", "demand", "credit", "text", "image"] as const;
const kinds = ["scorer", "ranker", "detector", "classifier", "forecast", "embedder", "tagger", "segmenter"] as const;
const words =
  "predicts scores finds ranks customers orders claims calls sensors weekly nightly regional baseline distilled quantised calibrated".split(
    " ",
  );
const datasets = 20;

/** One model in `rareEvery` has this word in its description. */
export const rare = { word: "zephyr", every: 5_000 } as const;

/** One model of those that were sown, its versions by number. */
export type SownModel = {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly visibility: "organisation" | "team" | "restricted";
  readonly versionIds: readonly string[];
};

/** Names end in the model's number, `fraud-scorer-000042`, so that each can be found. Answers the first thousand models. */
export async function seedCatalogue(
  rows: Rows,
  given: { readonly chance: Chance; readonly people: People; readonly size: CatalogueSize },
): Promise<readonly SownModel[]> {
  const { chance, people, size } = given;
  const at = new Date(begin);
  const datasetIds = Array.from({ length: datasets }, () => chance.id(at));
  await rows.insert(
    "dataset",
    datasetIds.map((id, n) => ({
      id,
      team_id: people.teamIds[0],
      name: `held-out/${n}`,
      version: "2024-01",
      digest: chance.digest(),
      owner_id: people.admin.id,
      status: "active",
      created_at: at,
      revision: 1,
    })),
  );
  const atOnce = 1_000; // models whose rows are held in memory
  const first: SownModel[] = [];
  for (let from = 0; from < size.models; from += atOnce) {
    const sown: Sown = new Map();
    for (let n = from; n < Math.min(from + atOnce, size.models); n += 1) {
      const model = sowModel({ ...given, sown }, { n, datasetIds });
      if (from === 0) first.push(model);
    }
    for (const [table, made] of sown) await rows.insert(table, made);
  }
  if (size.files > 0) await rows.run("UPDATE version SET state = 'sealed' WHERE manifest_digest IS NOT NULL");
  return first;
}

function sow({ sown }: Sowing, table: string, row: Row): void {
  const made = sown.get(table);
  if (made) made.push(row);
  else sown.set(table, [row]);
}

function sowModel(
  sowing: Sowing,
  { n, datasetIds }: { readonly n: number; readonly datasetIds: readonly string[] },
): SownModel {
  const { chance, people, size } = sowing;
  const createdAt = new Date(begin + chance.below(spanMs / 1000) * 1000);
  const id = chance.id(createdAt);
  const name = `${chance.pick(things)}-${chance.pick(kinds)}-${String(n).padStart(6, "0")}`;
  const said = Array.from({ length: 12 }, () => chance.pick(words)).join(" ");
  const team = n % people.teamIds.length;
  // Of ten models seven are everybody's, two their team's, one restricted.
  const visibility = n % 10 < 7 ? "organisation" : n % 10 < 9 ? "team" : "restricted";
  sow(sowing, "model", {
    id,
    team_id: people.teamIds[team],
    name,
    name_key: name,
    description: n % rare.every === 7 ? `${said} ${rare.word}.` : `${said}.`,
    tags: { domain: chance.pick(things), region: "eu" },
    visibility,
    last_number: size.versions,
    created_at: createdAt,
    created_by: chance.pick(people.makers),
    changed_at: new Date(createdAt.getTime() + chance.below(spanMs / 1000) * 1000),
    revision: 1,
  });
  const ownerId = people.makers[n % people.makers.length]!;
  sow(sowing, "model_owner", { id, model_id: id, owner_id: ownerId, from: createdAt, to: null, set_by: ownerId });
  if (n % 2 === 0) sow(sowing, "tier_assessment", tierRow(sowing, id, createdAt));
  const held = { production: size.versions - 3, staging: size.versions - 2 };
  const versionIds: string[] = [];
  for (let number = 1; number <= size.versions; number += 1) {
    const versionId = sowVersion(sowing, { modelId: id, number, createdAt });
    versionIds.push(versionId);
    const age = size.versions - number;
    if (age > 0 && age <= size.evaluated) sowEvaluations(sowing, { versionId, createdAt, datasetIds });
    for (const [stage, holder] of Object.entries(held))
      if (number === holder && n % 3 < 2)
        sow(sowing, "stage_occupancy", stayRow(sowing, { id, versionId, stage, createdAt }));
  }
  return { id, team: `team-${team}`, name, visibility, versionIds };
}

function sowVersion(
  sowing: Sowing,
  { modelId, number, createdAt }: { readonly modelId: string; readonly number: number; readonly createdAt: Date },
): string {
  const { chance, people, size } = sowing;
  const id = chance.id(createdAt);
  const maker = chance.pick(people.makers);
  const isDraft = number === size.versions;
  const hasFiles = size.files > 0;
  const params = { learning_rate: "0.001", depth: String(chance.below(12)), epochs: String(chance.below(90)) };
  const descriptor = { supplier: "Example", product: "m", version: String(number), endpoint: "https://m.example" };
  sow(sowing, "version", {
    id,
    model_id: modelId,
    number,
    label: null,
    kind: hasFiles ? "files" : "external",
    // Files go into drafts alone: these are sealed when all are in.
    state: isDraft || hasFiles ? "draft" : "sealed",
    descriptor: hasFiles ? null : descriptor,
    params,
    signature: null,
    environment: { python: "3.11" },
    manifest: isDraft ? null : JSON.stringify({ kind: "external", descriptor, params }),
    manifest_digest: isDraft ? null : chance.digest(),
    size_bytes: size.files * 1_000_000,
    created_by: maker,
    answerable_id: maker,
    created_at: createdAt,
    sealed_at: isDraft ? null : createdAt,
    sealed_by: isDraft ? null : maker,
    revision: 1,
  });
  for (let file = 0; file < size.files; file += 1) {
    const path = `weights/part-${file}.safetensors`;
    const sha256 = chance.digest();
    sow(sowing, "version_file", {
      version_id: id,
      path,
      path_key: path,
      sha256,
      size_bytes: 1_000_000,
      added_at: createdAt,
    });
  }
  return id;
}

function sowEvaluations(
  sowing: Sowing,
  of: { readonly versionId: string; readonly createdAt: Date; readonly datasetIds: readonly string[] },
): void {
  const { chance, people, size } = sowing;
  for (let n = 0; n < size.evaluations; n += 1)
    sow(sowing, "evaluation", {
      id: chance.id(of.createdAt),
      version_id: of.versionId,
      evaluator_id: chance.pick(people.makers),
      phase: n % 3 === 2 ? "training" : "validation",
      dataset_id: of.datasetIds[n % of.datasetIds.length],
      slice: n % 5 === 4 ? "region = north" : "",
      metrics: [
        { name: "auc", value: `0.${9000 + chance.below(999)}`, direction: "higher" },
        { name: "log_loss", value: `0.${1000 + chance.below(999)}`, direction: "lower" },
        { name: "latency_p95", value: String(5 + chance.below(40)), unit: "ms", direction: "lower" },
      ],
      code_commit: null,
      digest: chance.digest(),
      created_at: of.createdAt,
    });
}

const tierRow = ({ chance, people }: Sowing, modelId: string, at: Date): Row => ({
  id: chance.id(at),
  model_id: modelId,
  tier: chance.pick(["minimal", "limited", "high"]),
  exposure: "few",
  purpose: "internal",
  rationale: "Nobody outside depends on it.",
  assessor_id: people.admin.id,
  assessed_at: at,
  from: at,
  to: null,
});

function stayRow(
  { chance }: Sowing,
  stay: { readonly id: string; readonly versionId: string; readonly stage: string; readonly createdAt: Date },
): Row {
  const { id: modelId, versionId, stage, createdAt } = stay;
  const id = chance.id(createdAt);
  const promotionId = chance.id(createdAt);
  return {
    id,
    model_id: modelId,
    version_id: versionId,
    stage,
    promotion_id: promotionId,
    from: createdAt,
    slot: modelId,
  };
}
