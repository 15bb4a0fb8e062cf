// chancery lineage: what a version came from, edge by edge, and taking back an edge that was recorded wrongly.
import { edgeInWords, type ListedEdge } from "@chancery/core";
import { say } from "../cli.ts";
import { retractionInWords } from "../describe-review.ts";
import { formatTime, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference } from "../values.ts";
import { pageOf } from "./ls.ts";
import { addRetract } from "./retract.ts";

export function addLineage({ program, cli, answer }: Registry): void {
  const lineage = program.command("lineage").description("see what a version came from, or retract an edge");
  const ls = lineage
    .command("ls <ref>")
    .description("its edges in the order they were recorded")
    .option("--limit <n>", "page size, up to 200", "50")
    .option("--after <key>", "the next page: the `next` value of the page before")
    .action(async (reference: string, options: { readonly limit: string; readonly after?: string }) => {
      const versionId = requireReference(reference);
      const page = pageOf(options);
      const { client } = await openSession(cli);
      const found = await client.api.lineage.list.query({ versionId, ...page });
      if (found.next !== null) say(cli, `there are more: --after ${found.next}`);
      answer({ json: found, text: edgesText(found.items) });
    });
  examples(ls, ["chancery lineage ls speech/asr:12"]);
  addRetract<ListedEdge>(
    lineage,
    { program, cli, answer },
    {
      noun: "lineage edge",
      list: (client, input) => client.api.lineage.list.query(input),
      say: (edge) => `${edge.kind} ${edgeInWords(edge)}`,
      retract: (client, { id: edgeId, reason }) => client.api.lineage.retract.mutate({ edgeId, reason }),
    },
  );
}

const edgesText = (edges: readonly ListedEdge[]) =>
  table(
    ["RECORDED", "BY", "EDGE", "TO", "", "ID"],
    edges.map((edge) => [
      formatTime(edge.createdAt),
      edge.recordedBy,
      edge.kind,
      edgeInWords(edge),
      edge.retraction && retractionInWords(edge.retraction),
      edge.id,
    ]),
    "nothing was recorded",
  );
