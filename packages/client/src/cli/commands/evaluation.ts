// chancery evaluation: everything that was measured on a version, a measurement of one's own, and taking back a wrong one.
import { evaluationInWords, phases, type ListedEvaluation } from "@chancery/core";
import { say } from "../cli.ts";
import { warnAtStake, type Consenting } from "../consent.ts";
import { retractionInWords } from "../describe-review.ts";
import { UsageError } from "../exit-code.ts";
import { formatTime, table } from "../format.ts";
import { measuring, metricsGiven, type MeasurementOptions } from "../measurements-given.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { parseDataset, requireOneOf, requireReference } from "../values.ts";
import { pageOf } from "./ls.ts";
import { addRetract } from "./retract.ts";

export function addEvaluation({ program, cli, answer }: Registry): void {
  const evaluation = program.command("evaluation").description("record, see or retract what was measured on a version");
  const ls = evaluation
    .command("ls <ref>")
    .description("its evaluations, newest first")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (reference: string, options: { readonly limit: string; readonly after?: string }) => {
      const versionId = requireReference(reference);
      const page = pageOf(options);
      const { client } = await openSession(cli);
      const found = await client.api.evaluations.list.query({ versionId, ...page });
      if (found.next !== null) say(cli, `there are more: --after ${found.next}`);
      answer({ json: found, text: evaluationsText(found.items) });
    });
  examples(ls, ["chancery evaluation ls speech/asr:12"]);

  const record = measuring(
    evaluation.command("record <ref>").description("record what you measured on an existing version"),
  )
    .option("--phase <phase>", `${phases.join(", ")}; reviewers record validation`, "validation")
    .option("--slice <slice>", "the part of the dataset that was measured; the whole dataset by default", "")
    .option("--yes", "do not ask for confirmation when it voids approvals")
    .action(async (reference: string, options: RecordOptions) => {
      const ref = requireReference(reference);
      const phase = requireOneOf("--phase", options.phase, phases);
      const metrics = [...(await metricsGiven(cli, options))];
      if (metrics.length === 0) throw new UsageError("nothing to record: give --metric or --metrics");
      const dataset = options.dataset === undefined ? undefined : parseDataset("--dataset", options.dataset);
      const { client } = await openSession(cli);
      const { id: versionId } = await client.api.versions.get.query({ ref });
      const input = { versionId, phase, metrics, slice: options.slice, ...(dataset && { dataset }) };
      const { promotions } = await client.api.promotions.atStakeOfVersion.query({ versionId });
      const doing = "Where it changes a value that was approved, recording it";
      await warnAtStake(cli, { doing, promotions, options: record.optsWithGlobals<Consenting>() });
      const recorded = await client.api.evaluations.record.mutate(input);
      for (const { message } of recorded.warnings) say(cli, `warning: ${message}`);
      const on = recorded.dataset ? ` on ${recorded.dataset.name} ${recorded.dataset.version}` : "";
      answer({ json: recorded, text: `recorded as ${phase}${on}: ${metricsText(recorded)}` });
    });
  examples(record, ["chancery evaluation record speech/asr:12 --metric wer=0.081:lower --dataset holdout@sha256:…"]);
  addRetract<ListedEvaluation>(
    evaluation,
    { program, cli, answer },
    {
      noun: "evaluation",
      list: (client, input) => client.api.evaluations.list.query(input),
      say: evaluationInWords,
      retract: (client, { id: evaluationId, reason }) =>
        client.api.evaluations.retract.mutate({ evaluationId, reason }),
    },
  );
}

type RecordOptions = MeasurementOptions & { readonly phase: string; readonly slice: string };

const metricsText = ({ metrics }: Pick<ListedEvaluation, "metrics">, between = ", ") =>
  metrics.map(({ name, value }) => `${name}=${value}`).join(between);

const evaluationsText = (evaluations: readonly ListedEvaluation[]) =>
  table(
    ["RECORDED", "BY", "PHASE", "DATASET", "SLICE", "MEASURED", "", "ID"],
    evaluations.map(({ id, createdAt, evaluator, phase, dataset, slice, metrics, marks, retraction }) => [
      formatTime(createdAt),
      evaluator,
      phase,
      dataset && `${dataset.name} ${dataset.version}`,
      slice,
      metricsText({ metrics }, "\n"),
      retraction ? retractionInWords(retraction) : marks.join(", "),
      id,
    ]),
    "nothing was measured",
  );
