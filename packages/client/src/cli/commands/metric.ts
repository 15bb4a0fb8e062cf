// chancery metric: which way a model's metrics are better, said once for all its versions.
import type { ModelMetricView } from "@chancery/core";
import { say } from "../cli.ts";
import { formatTime, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireDirection, requireModel } from "../values.ts";
import { pageOf } from "./ls.ts";

type Paging = { readonly limit: string; readonly after?: string };

export function addMetric({ program, cli, answer }: Registry): void {
  const metric = program.command("metric").description("say which way a model's metrics are better");
  const set = metric
    .command("set <model> <name> <direction>")
    .description("higher, lower or none: measurements that do not say so follow it")
    .action(async (text: string, name: string, direction: string) => {
      const model = requireModel(text);
      const wanted = requireDirection(direction);
      const { client } = await openSession(cli);
      const { id: modelId } = await client.api.models.get.query({ model });
      const view = await client.api.models.setMetric.mutate({ modelId, name, direction: wanted });
      answer({ json: view, text: `${view.name} of ${model}: ${view.direction}` });
    });
  examples(set, ["chancery metric set speech/asr false_alarms_per_hour lower"]);
  metric
    .command("ls <model>")
    .description("what a model says of its metrics")
    .option("--limit <n>", "how many, up to 200", "50")
    .option("--after <key>", "the page after: `next` of the one before")
    .action(async (text: string, options: Paging) => {
      const model = requireModel(text);
      const page = pageOf(options);
      const { client } = await openSession(cli);
      const found = await client.api.models.metrics.query({ model, ...page });
      if (found.next !== null) say(cli, `there are more: --after ${found.next}`);
      answer({ json: found, text: metricsText(found.items) });
    });
}

const metricsText = (metrics: readonly ModelMetricView[]) =>
  table(
    ["METRIC", "DIRECTION", "SET BY", "AT"],
    metrics.map(({ name, direction, setBy, setAt }) => [name, direction, setBy, formatTime(setAt)]),
    "this model says nothing of its metrics",
  );
