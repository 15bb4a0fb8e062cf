// chancery evaluation: everything that was measured on a version.
import type { ListedEvaluation } from "@chancery/core";
import { say } from "../cli.ts";
import { formatTime, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference } from "../values.ts";
import { pageOf } from "./ls.ts";

export function addEvaluation({ program, cli, answer }: Registry): void {
  const evaluation = program.command("evaluation").description("see what was measured on a version");
  const ls = evaluation
    .command("ls <ref>")
    .description("its evaluations, newest first")
    .option("--limit <n>", "how many, up to 200", "50")
    .option("--after <key>", "the page after: `next` of the one before")
    .action(async (reference: string, options: { readonly limit: string; readonly after?: string }) => {
      const ref = requireReference(reference);
      const page = pageOf(options);
      const { client } = await openSession(cli);
      const { id: versionId } = await client.api.versions.get.query({ ref });
      const found = await client.api.evaluations.list.query({ versionId, ...page });
      if (found.next !== null) say(cli, `there are more: --after ${found.next}`);
      answer({ json: found, text: evaluationsText(found.items) });
    });
  examples(ls, ["chancery evaluation ls speech/asr:12"]);
}

const evaluationsText = (evaluations: readonly ListedEvaluation[]) =>
  table(
    ["RECORDED", "BY", "PHASE", "DATASET", "SLICE", "MEASURED", ""],
    evaluations.map(({ createdAt, evaluator, phase, dataset, slice, metrics, marks }) => [
      formatTime(createdAt),
      evaluator,
      phase,
      dataset && `${dataset.name} ${dataset.version}`,
      slice,
      metrics.map(({ name, value }) => `${name}=${value}`).join("\n"),
      marks.join(", "),
    ]),
    "nothing was measured",
  );
