// chancery dataset: data by name and digest, and every version that rests on it.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { isUuid, type DatasetSummary, type DatasetView } from "@chancery/core";
import type { Command } from "commander";
import { ChanceryClientError, type Client } from "../../index.ts";
import { say } from "../cli.ts";
import { warnAtStake, type Consenting } from "../consent.ts";
import { UsageError } from "../exit-code.ts";
import { blocks, fields, formatDay, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireText } from "../values.ts";
import { pageOf } from "./ls.ts";

type RegisterOptions = {
  readonly team: string;
  readonly datasetVersion: string;
  readonly sha256?: string;
  readonly file?: string;
};

export function addDataset(registry: Registry): void {
  const dataset = registry.program.command("dataset").description("datasets: list, register, show, withdraw");
  addList(dataset, registry);
  addRegister(dataset, registry);
  addShowAndWithdraw(dataset, registry);
}

function addList(dataset: Command, { cli, answer }: Registry): void {
  dataset
    .command("ls")
    .description("datasets of this registry")
    .option("--search <text>", "only those whose name contains this")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (options: { readonly search?: string; readonly limit: string; readonly after?: string }) => {
      const input = { ...pageOf(options), ...(options.search !== undefined && { q: options.search }) };
      const { client } = await openSession(cli);
      const page = await client.api.datasets.list.query(input);
      if (page.next !== null) say(cli, `there are more: --after ${page.next}`);
      answer({ json: page, text: listed(page.items) });
    });
}

const listed = (datasets: readonly DatasetSummary[]) =>
  table(
    ["DATASET", "VERSION", "TEAM", "STATUS", "OWNER", "REGISTERED", "DIGEST"],
    datasets.map((item) => [
      item.name,
      item.version,
      item.team,
      item.status,
      item.owner,
      formatDay(item.createdAt),
      `sha256:${item.sha256.slice(0, 12)}…`,
    ]),
    "No datasets.",
  );

function addRegister(dataset: Command, { cli, answer }: Registry): void {
  const register = dataset
    .command("register <name>")
    .description("register a dataset by its digest; its bytes stay where they are")
    .requiredOption("--team <slug>", "who owns it")
    .requiredOption("--dataset-version <version>", "its version, as the owner names it")
    .option("--sha256 <digest>", "64 hex digits")
    .option("--file <file>", "compute the digest from this file")
    .action(async (name: string, options: RegisterOptions) => {
      const sha256 = await digestOf(options, cli.cwd);
      const { client } = await openSession(cli);
      const input = { team: options.team, name, version: options.datasetVersion, sha256 };
      const made = await client.api.datasets.register.mutate(input);
      answer({ json: made, text: `Registered ${made.name}@sha256:${made.sha256}` });
    });
  examples(register, ["chancery dataset register calls-2026 --team speech --dataset-version 1 --file calls.tar"]);
}

function addShowAndWithdraw(dataset: Command, { cli, answer }: Registry): void {
  dataset
    .command("show <dataset>")
    .description("a dataset by name, name@sha256:… or id, with the versions that use it")
    .action(async (text: string) => {
      const { client } = await openSession(cli);
      const view = await findDataset(client, text);
      answer({ json: view, text: describe(view) });
    });
  const withdraw = dataset
    .command("withdraw <dataset>")
    .description("mark a dataset as no longer usable; the versions that use it show this")
    .requiredOption("--reason <text>", "why")
    .option("--yes", "do not ask for confirmation when it voids approvals")
    .action(async (text: string, options: { readonly reason: string }) => {
      const reason = requireText("--reason", options.reason);
      const { client } = await openSession(cli);
      const { id: datasetId, revision } = await findDataset(client, text);
      const { promotions } = await client.api.promotions.atStakeOfDataset.query({ datasetId });
      await warnAtStake(cli, {
        doing: "Changing its status",
        promotions,
        options: withdraw.optsWithGlobals<Consenting>(),
      });
      const withdrawn = await client.api.datasets.withdraw.mutate({ datasetId, reason, revision });
      answer({ json: withdrawn, text: `${withdrawn.name} ${withdrawn.version} is withdrawn.` });
    });
}

async function digestOf({ sha256, file }: RegisterOptions, cwd: string): Promise<string> {
  if ((sha256 === undefined) === (file === undefined)) throw new UsageError("give either --sha256 or --file");
  if (file === undefined) return (sha256 ?? "").replace(/^sha256:/, "").toLowerCase();
  const hash = createHash("sha256");
  try {
    for await (const bytes of createReadStream(resolve(cwd, file))) hash.update(bytes as Buffer);
  } catch (error) {
    throw new ChanceryClientError("LOCAL_FILE", `${file} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return hash.digest("hex");
}

/** By id, `team/name:version`, or a name of its own. Throws NOT_FOUND for none, INVALID_INPUT when a name alone fits several. */
async function findDataset(client: Client, text: string): Promise<DatasetView> {
  if (isUuid(text) || /^[^/:@]+\/[^:@]+:(?!sha256:)/.test(text))
    return client.api.datasets.get.query({ datasetId: text });
  const [name = "", sha256] = text.split("@sha256:");
  const fitting: string[] = [];
  for await (const item of client.datasets.list({ q: name }))
    if (item.name === name && (sha256 === undefined || item.sha256.startsWith(sha256))) fitting.push(item.id);
  const [datasetId] = fitting;
  if (datasetId === undefined)
    throw new ChanceryClientError("NOT_FOUND", `there is no dataset ${text}, or it is not visible to you`);
  if (fitting.length > 1)
    throw new ChanceryClientError(
      "INVALID_INPUT",
      `${fitting.length} datasets match ${text}: add @sha256:… or give the id (chancery dataset ls --search ${name} --json)`,
    );
  return client.api.datasets.get.query({ datasetId });
}

const describe = (view: DatasetView) =>
  blocks(
    fields([
      ["dataset", `${view.name} ${view.version}`],
      ["digest", `sha256:${view.sha256}`],
      ["team", view.team],
      ["owner", view.owner],
      ["status", view.statusReason === null ? view.status : `${view.status}: ${view.statusReason}`],
      ["id", view.id],
    ]),
    table(
      ["VERSION", "RELATION", "STAGES"],
      view.versions.map((version) => [
        `${version.team}/${version.name}:${version.number}`,
        version.relation,
        version.stages.join(" ") || null,
      ]),
      "No version that you may see uses it.",
    ),
  );
