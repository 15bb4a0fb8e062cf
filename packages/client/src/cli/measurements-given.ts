// Measurements as the command line gives them: flags of their own, or a file.
import { resolve } from "node:path";
import type { NewMetric } from "@chancery/core";
import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import { UsageError } from "./exit-code.ts";
import { readText } from "./read-text.ts";
import { collect, parseMetric, parseMetricsFile } from "./values.ts";

export type MeasurementOptions = {
  readonly metric: readonly string[];
  readonly metrics?: string;
  readonly dataset?: string;
};

/** Adds `--metric`, `--metrics` and `--dataset`. */
export const measuring = (command: Command): Command =>
  command
    .option(
      "--metric <k=v[:direction[:unit]]>",
      "a measurement; direction is higher, lower or none (repeatable)",
      collect,
      [],
    )
    .option("--metrics <file>", "measurements as JSON: a list of name, value, direction, unit, lower, upper")
    .option("--dataset <name[:version]@sha256:…>", "what the metrics were measured on", onlyOnce("--dataset"));

/** Those of the flags, then those of the file. Throws a usage error where one stands twice. */
export async function metricsGiven(
  cli: Cli,
  { metric, metrics: file }: MeasurementOptions,
): Promise<readonly NewMetric[]> {
  const filed = file === undefined ? [] : parseMetricsFile(file, await readText(resolve(cli.cwd, file)));
  const metrics = [...metric.map(parseMetric), ...filed];
  const names = metrics.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new UsageError(`--metric ${twice} is given twice`);
  return metrics;
}

const onlyOnce = (flag: string) => (value: string, earlier: string | undefined) => {
  if (earlier !== undefined)
    throw new UsageError(`${flag} is given twice: metrics are measured on one dataset at a time`);
  return value;
};
