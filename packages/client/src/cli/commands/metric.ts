// chancery metric: which way a model's metrics are better, said once for all its versions, and which one it is listed with.
import { phases, type ModelMetricView } from "@chancery/core";
import type { Command } from "commander";
import { say } from "../cli.ts";
import { warnAtStake, type Consenting } from "../consent.ts";
import { formatTime, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireDirection, requireModel, requireOneOf } from "../values.ts";
import { pageOf } from "./ls.ts";

type Paging = { readonly limit: string; readonly after?: string };

export function addMetric({ program, cli, answer }: Registry): void {
  const metric = program.command("metric").description("set whether higher or lower is better for a model's metrics");
  const set = metric
    .command("set <model> <name> <direction>")
    .description("higher, lower or none: for measurements that do not state a direction")
    .option("--yes", "do not ask for confirmation when it voids approvals")
    .action(async (text: string, name: string, direction: string) => {
      const model = requireModel(text);
      const wanted = requireDirection(direction);
      const { client } = await openSession(cli);
      const { promotions } = await client.api.promotions.atStakeOfModel.query({ modelId: model });
      const options = set.optsWithGlobals<Consenting>();
      await warnAtStake(cli, { doing: "Changing a metric's direction", promotions, options });
      const view = await client.api.models.setMetric.mutate({ modelId: model, name, direction: wanted });
      answer({ json: view, text: `${view.name} of ${model}: ${view.direction}` });
    });
  examples(set, ["chancery metric set speech/asr false_alarms_per_hour lower"]);
  addMainMetric(metric, { cli, answer });
  metric
    .command("ls <model>")
    .description("list the directions set for a model's metrics")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (text: string, options: Paging) => {
      const model = requireModel(text);
      const page = pageOf(options);
      const { client } = await openSession(cli);
      const found = await client.api.models.metrics.query({ model, ...page });
      if (found.next !== null) say(cli, `there are more: --after ${found.next}`);
      answer({ json: found, text: metricsText(found.items) });
    });
}

type MainOptions = { readonly dataset?: string; readonly slice?: string; readonly phase: string };

function addMainMetric(metric: Command, { cli, answer }: Pick<Registry, "cli" | "answer">): void {
  const main = metric
    .command("main <model> [name]")
    .description("choose the metric that lists show for a model; without a name, the first that was measured")
    .option("--dataset <name>", "as measured on this dataset")
    .option("--slice <text>", "on this slice of it, instead of the whole")
    .option("--phase <phase>", phases.join(", "), "validation")
    .action(async (text: string, name: string | undefined, { dataset, slice, phase }: MainOptions) => {
      const model = requireModel(text);
      const wanted =
        name === undefined ? null : { name, phase: requireOneOf("--phase", phase, phases), dataset, slice };
      const { client } = await openSession(cli);
      const set = await client.api.models.setMainMetric.mutate({ modelId: model, metric: wanted });
      answer({
        json: set,
        text: `lists now show ${set.metric?.name ?? "the first metric that was measured"} for ${model}`,
      });
    });
  examples(main, ["chancery metric main speech/asr wer --dataset calls-2026", "chancery metric main speech/asr"]);
}

const metricsText = (metrics: readonly ModelMetricView[]) =>
  table(
    ["METRIC", "DIRECTION", "SET BY", "AT"],
    metrics.map(({ name, direction, setBy, setAt }) => [name, direction, setBy, formatTime(setAt)]),
    "no directions are set for this model's metrics",
  );
