// chancery push: a new version from files, a folder, or the descriptor of a model that is elsewhere.
import { join, resolve } from "node:path";
import {
  sizeText,
  Descriptor,
  parseReference,
  phases,
  type DatasetPointer,
  type LineageFact,
  type NewMetric,
} from "@chancery/core";
import { ChanceryClientError } from "../../index.ts";
import { folderMemory, push, type PushContent, type PushedEvaluation, type PushResult } from "../../node/index.ts";
import { lookAtGit } from "../../node/git.ts";
import { say, type Cli } from "../cli.ts";
import { configFolder } from "../config.ts";
import { UsageError } from "../exit-code.ts";
import { fields } from "../format.ts";
import { measuring, metricsGiven, type MeasurementOptions } from "../measurements-given.ts";
import { readText } from "../read-text.ts";
import { examples, type Registry } from "../registry.ts";
import { showProgress } from "../progress.ts";
import { openSession } from "../session.ts";
import { collect, parseDataset, parseFacts, parseJson, requireModel, requireOneOf } from "../values.ts";

type Options = MeasurementOptions & {
  readonly to: string;
  readonly external?: string;
  readonly param: readonly string[];
  readonly trainedOn: readonly string[];
  readonly tag: readonly string[];
  readonly phase?: string;
  readonly label?: string;
  readonly card?: string;
  readonly draft?: boolean;
  readonly git: boolean;
};

export function addPush({ program, cli, answer }: Registry): void {
  const pushing = program
    .command("push [paths...]")
    .description("create a version from files or folders, and seal it")
    .requiredOption(
      "--to <team/name>",
      "the model, registered if it does not exist (a bare name must exist); team/name:4 adds files to that draft and leaves it open",
    )
    .option("--external <file>", "instead of paths: JSON with supplier, product, version, and endpoint or imageDigest")
    .option("--param <k=v>", "a parameter, frozen with the version (repeatable)", collect, []);
  const command = measuring(pushing)
    .option(
      "--phase <phase>",
      `of the metrics: ${phases.join(", ")} (validation when --dataset names data it was not trained on, else training)`,
    )
    .option("--trained-on <name[:version]@sha256:…>", "a dataset it was trained on (repeatable)", collect, [])
    .option("--tag <k=v>", "a tag (repeatable)", collect, [])
    .option("--label <label>", "a label beside the number, for example 2.1.0")
    .option("--card <file>", "the model card of this version, Markdown")
    .option("--draft", "leave it a draft: you can add more to it, but not promote it")
    .option("--no-git", "do not record the git commit of the folder this runs in")
    .action(async (paths: readonly string[], options: Options) => answer(await pushVersion(cli, paths, options)));
  examples(command, [
    "chancery push model.onnx --to speech/silero-vad --param epochs=40 --metric auc=0.93:higher",
    "chancery push ./export --to speech/asr --trained-on calls-2026@sha256:… --card CARD.md",
    "chancery push tokenizer/ --to speech/asr:4",
    "chancery push --external vendor.json --to support/chat-assistant",
  ]);
}

async function pushVersion(cli: Cli, paths: readonly string[], options: Options) {
  const facts = await factsOf(cli, options);
  const content = await contentOf(cli, paths, options);
  const card = options.card === undefined ? undefined : await readText(resolve(cli.cwd, options.card));
  const given = [...paths, ...[options.card, options.external].filter((path) => path !== undefined)];
  const { fact: git, notes } = options.git ? await lookAtGit(cli.cwd, given) : { fact: null, notes: [] };
  for (const note of notes) say(cli, note);
  if (git)
    say(
      cli,
      `built from ${git.repository} at ${git.commit.slice(0, 12)}${git.isDirty ? ", with uncommitted changes" : ""}`,
    );
  const session = await openSession(cli);
  const display = showProgress(cli);
  const request = {
    ...content,
    model: options.to,
    ...(Object.keys(facts.params).length > 0 && { params: facts.params }),
    ...(Object.keys(facts.tags).length > 0 && { tags: facts.tags }),
    ...(options.label !== undefined && { label: options.label }),
    ...(card !== undefined && { card }),
    evaluations: facts.metrics.length > 0 ? [evaluationOf(facts, git?.commit)] : [],
    lineage: [
      ...facts.trainedOn.map((dataset): LineageFact => ({ kind: "trained_on", dataset })),
      ...(git ? [git] : []),
    ],
    isDraft: options.draft ?? false,
  };
  const [model = ""] = options.to.split(":");
  const memory = folderMemory(join(configFolder(cli.env), "pushes"));
  try {
    const result = await push(session.client, request, {
      memory,
      signal: cli.signal,
      onProgress: display.onProgress,
      onWarning: (message) => say(cli, `warning: ${message}`),
    });
    display.end();
    for (const { message } of result.warnings) say(cli, `warning: ${message}`);
    return {
      json: { model, state: result.manifestDigest === null ? "draft" : "sealed", ...result },
      text: textOf(model, result),
    };
  } catch (error) {
    display.end();
    if (isInterrupted(error))
      say(cli, "Stopped. The server keeps what has arrived: run the same command again to continue.");
    throw error;
  }
}

const isInterrupted = (error: unknown) =>
  error instanceof ChanceryClientError && (error.retryable || error.code === "CANCELLED");

type Facts = {
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: readonly NewMetric[];
  readonly dataset: DatasetPointer | undefined;
  readonly trainedOn: readonly DatasetPointer[];
  readonly phase: (typeof phases)[number];
};

/** A model, or with a number a draft of it: what it was made with is not told again. */
function requireTarget({ to, ...options }: Options): void {
  if (!to.includes(":")) return void requireModel(to);
  const parsed = parseReference(to);
  if (!parsed.ok || parsed.reference.target.kind !== "number")
    throw new UsageError(`${to}: write team/name for a new version, or team/name:NUMBER to add files to a draft`);
  const told = [
    ...(["external", "label", "card"] as const).filter((name) => options[name] !== undefined),
    ...(["param", "tag"] as const).filter((name) => options[name].length > 0),
  ];
  if (told.length > 0)
    throw new UsageError(`${to} is an existing draft: leave out ${told.map((name) => `--${name}`).join(", ")}`);
}

async function factsOf(cli: Cli, options: Options): Promise<Facts> {
  requireTarget(options);
  const metrics = await metricsGiven(cli, options);
  const dataset = options.dataset === undefined ? undefined : parseDataset("--dataset", options.dataset);
  if (dataset && metrics.length === 0)
    throw new UsageError(
      "--dataset says what metrics were measured on: add --metric, or use --trained-on for what the model was trained on",
    );
  const trainedOn = options.trainedOn.map((text) => parseDataset("--trained-on", text));
  const phase = phaseOf(options.phase, dataset, trainedOn);
  if (metrics.length > 0 && options.phase === undefined)
    say(cli, `metrics: recorded as ${phase}${dataset ? ` on ${dataset.name}` : ""} (change it with --phase)`);
  return {
    params: parseFacts("--param", options.param),
    tags: parseFacts("--tag", options.tag),
    metrics,
    dataset,
    trainedOn,
    phase,
  };
}

/** What is measured on data that the model has not seen is a validation. */
function phaseOf(given: string | undefined, dataset: DatasetPointer | undefined, trainedOn: readonly DatasetPointer[]) {
  if (given !== undefined) return requireOneOf("--phase", given, phases);
  return dataset && trainedOn.every(({ sha256 }) => sha256 !== dataset.sha256) ? "validation" : "training";
}

const evaluationOf = ({ metrics, dataset, phase }: Facts, codeCommit: string | undefined): PushedEvaluation => ({
  phase,
  metrics,
  ...(dataset && { dataset }),
  ...(codeCommit !== undefined && { codeCommit }),
});

async function contentOf(cli: Cli, paths: readonly string[], options: Options): Promise<PushContent> {
  if (options.external === undefined) {
    if (paths.length === 0) throw new UsageError("nothing to push: name files or a folder, or --external FILE");
    return { paths: paths.map((path) => resolve(cli.cwd, path)) };
  }
  if (paths.length > 0) throw new UsageError("an external version has a descriptor and no files: leave the paths out");
  const parsed = Descriptor.safeParse(parseJson(options.external, await readText(resolve(cli.cwd, options.external))));
  if (parsed.success) return { descriptor: parsed.data };
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "descriptor"}: ${issue.message}`);
  throw new UsageError(`${options.external}: ${faults.join("; ")}`);
}

function textOf(model: string, result: PushResult): string {
  const reused = result.files.filter((file) => file.isReused).length;
  const sent = `${result.files.length} (${sizeText(result.sizeBytes)}), ${sizeText(result.wireBytes)} sent`;
  return fields([
    [result.manifestDigest === null ? "draft" : "sealed", `${model}:${result.number}`],
    ["id", result.versionId],
    ["manifest", result.manifestDigest === null ? undefined : `sha256:${result.manifestDigest}`],
    ["files", result.files.length === 0 ? undefined : reused > 0 ? `${sent}, ${reused} already there` : sent],
    ["evaluations", result.evaluations.length === 0 ? undefined : result.evaluations.length],
    [
      "next",
      result.manifestDigest === null
        ? `chancery seal ${result.versionId}`
        : `chancery promote ${model}:${result.number} --to staging --reason "…"`,
    ],
  ]);
}
