// Writes the stored results into docs/performance.md, between its two marks; the prose around them is written by people.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Bench } from "./bench.ts";
import { benches } from "./benches.ts";
import type { Machine } from "./machine.ts";
import { comparedText, reachText, spreadText, verdictsOf, verdictText } from "./report.ts";
import { readResults, type Result } from "./results.ts";

const path = fileURLToPath(new URL("../../../docs/performance.md", import.meta.url));
const marks = ["<!-- results: written by `npm run bench -- --docs` -->", "<!-- end of results -->"] as const;

/** Throws when the marks are missing. */
export function writeDocs(): void {
  const text = readFileSync(path, "utf8");
  const [before, rest] = text.split(marks[0]);
  const after = rest?.split(marks[1])[1];
  if (before === undefined || after === undefined) throw new Error(`docs/performance.md lacks ${marks.join(" … ")}`);
  writeFileSync(path, `${before}${marks[0]}\n\n${tablesOf(readResults())}\n${marks[1]}${after}`);
}

/** One table for each machine, newest first. A result whose bench is gone is left out. */
function tablesOf(results: readonly Result[]): string {
  const byMachine = new Map<string, Result[]>();
  for (const result of results) {
    const machine = machineText(result.machine);
    byMachine.set(machine, [...(byMachine.get(machine) ?? []), result]);
  }
  const newest = (of: readonly Result[]) =>
    of
      .map(({ measuredAt }) => measuredAt)
      .sort()
      .at(-1) ?? "";
  return [...byMachine]
    .sort(([, a], [, b]) => (newest(a) > newest(b) ? -1 : 1))
    .map(([machine, of]) => tableOf(machine, of))
    .join("\n");
}

function tableOf(machine: string, results: readonly Result[]): string {
  const rows = benches.flatMap((bench) => {
    const result = results.find(({ name }) => name === bench.name);
    return result ? rowsOf(bench, result) : [];
  });
  const head = ["what", "figure", "against", "reach", "compared", "", "ours", "peer", "measured"];
  return `${machine}.\n\n${[head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("")}`;
}

const rowsOf = (bench: Bench, { rounds, measuredAt, commit }: Result) =>
  verdictsOf(bench, rounds).map((verdict) => [
    `${bench.what} (\`${bench.name}\`)`,
    verdict.reach.figure,
    bench.against,
    reachText(verdict.reach),
    comparedText(verdict),
    verdictText(verdict),
    spreadText(verdict.ours),
    verdict.peer ? spreadText(verdict.peer) : "–",
    `${measuredAt.slice(0, 10)}, ${commit}, ${rounds.length} rounds`,
  ]);

const machineText = ({ cpu, cores, memoryGiB, node, kernel, filesystem }: Machine) =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB; Node ${node}, ${kernel}, ${filesystem}`;
