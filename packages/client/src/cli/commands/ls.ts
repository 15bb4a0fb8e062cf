// chancery ls: the models one may see, or the versions of one of them.
import { sizeText, type ModelSummary, type RegistryStages, type VersionSummary } from "@chancery/core";
import { say, type Cli } from "../cli.ts";
import { UsageError } from "../exit-code.ts";
import { formatDay, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireModel, requireOneOf, requireStage, requireTier } from "../values.ts";

type Options = {
  readonly search?: string;
  readonly team?: string;
  readonly stage?: string;
  readonly tier?: string;
  readonly order?: string;
  readonly limit: string;
  readonly after?: string;
};

export function addLs({ program, cli, answer }: Registry): void {
  const command = program
    .command("ls [model]")
    .description("list models, or the versions of one")
    .option("--search <text>", "models whose name or description contains this")
    .option("--team <slug>", "models of this team")
    .option("--stage <stage>", "models with a version in this stage")
    .option("--tier <tier>", "models of this tier")
    .option("--order <order>", "created: in order of creation (the default); changed: last changed first")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (model: string | undefined, options: Options) => answer(await list(cli, model, options)));
  examples(command, ["chancery ls --stage production", "chancery ls speech/silero-vad"]);
}

async function list(cli: Cli, model: string | undefined, options: Options) {
  const page = pageOf(options);
  const { client } = await openSession(cli);
  if (model !== undefined) {
    const found = await client.api.versions.list.query({ model: requireModel(model), ...page });
    sayMore(cli, found);
    return { json: found, text: versionsText(found.items) };
  }
  const [found, registry] = await Promise.all([
    client.api.models.list.query({ ...filterOf(options), ...page }),
    client.api.meta.stages.query({}),
  ]);
  sayMore(cli, found);
  return { json: found, text: modelsText(found.items, registry) };
}

const sayMore = (cli: Cli, { next }: { readonly next: string | null }) => {
  if (next !== null) say(cli, `there are more: --after ${next}`);
};

/** `--limit` and `--after` as the server takes them. */
export function pageOf({ limit, after }: { readonly limit: string; readonly after?: string }) {
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > 200)
    throw new UsageError("--limit must be a number from 1 to 200");
  return { limit: Number(limit), ...(after !== undefined && { after }) };
}

const filterOf = ({ search, team, stage, tier, order }: Options) => ({
  ...(search !== undefined && { q: search }),
  ...(team !== undefined && { team }),
  ...(stage !== undefined && { stage: requireStage(stage) }),
  ...(tier !== undefined && { tier: requireTier(tier) }),
  ...(order !== undefined && { order: requireOneOf("--order", order, ["created", "changed"] as const) }),
});

const holderOf = (model: ModelSummary, stage: string) => {
  const holder = model.stages.find((held) => held.stage === stage);
  return holder ? `v${holder.number}` : null;
};

/** A column for each stage that takes votes, as far as the release. */
const columnsOf = ({ stages, release }: RegistryStages) =>
  stages.slice(0, stages.findIndex(({ id }) => id === release) + 1).filter(({ isGoverned }) => isGoverned);

function modelsText(models: readonly ModelSummary[], registry: RegistryStages): string {
  const columns = columnsOf(registry);
  const tierOf = (tier: string | null) => registry.tiers.find(({ id }) => id === tier)?.label ?? tier;
  return table(
    ["MODEL", "LATEST", ...columns.map(({ label }) => label.toUpperCase()), "TIER", "CHANGED"],
    models.map((model) => [
      `${model.team}/${model.name}`,
      model.latestNumber === null ? null : `v${model.latestNumber}`,
      ...columns.map(({ id }) => holderOf(model, id)),
      tierOf(model.tier),
      formatDay(model.changedAt),
    ]),
    "No models. Create one with `chancery push PATH --to team/name`.",
  );
}

const versionsText = (versions: readonly VersionSummary[]) =>
  table(
    ["VERSION", "LABEL", "STATE", "STAGES", "ALIASES", "SIZE", "CREATED"],
    versions.map((version) => [
      `v${version.number}`,
      version.label,
      version.kind === "external" ? `${version.state}, external` : version.state,
      version.stages.join(" ") || null,
      version.aliases.join(" ") || null,
      sizeText(version.sizeBytes),
      formatDay(version.createdAt),
    ]),
    "No versions yet.",
  );
