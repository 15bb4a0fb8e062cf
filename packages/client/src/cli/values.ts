// The little languages of the command line: k=v, metrics, datasets, references, promotion numbers. Wrong ones are usage errors.
import {
  DatasetPointer,
  directions,
  FactKey,
  NewMetric,
  NewMetrics,
  parseModelReference,
  parseReference,
  type Direction,
  StageText,
  TierText,
  type StageName,
  type Tier,
} from "@chancery/core";
import { UsageError } from "./exit-code.ts";

type Facts = Readonly<Record<string, string>>;

/** `k=v` pairs; a key that stands twice is refused. For `--flag`. */
export function parseFacts(flag: string, texts: readonly string[]): Facts {
  const facts: Record<string, string> = {};
  for (const text of texts) {
    const cut = text.indexOf("=");
    const key = text.slice(0, Math.max(0, cut));
    if (!FactKey.safeParse(key).success) throw new UsageError(`${flag} ${text}: write ${flag} key=value`);
    if (Object.hasOwn(facts, key)) throw new UsageError(`${flag} ${key} is given twice`);
    facts[key] = text.slice(cut + 1);
  }
  return facts;
}

/**
 * `auc=0.93:higher`, `latency=12.5:lower:ms`, `wer=0.08`. A name may hold `=` and `:` (`recall@k=10=0.91`): the last `=`
 * with a measurement to its right divides. Without a direction the server says which way is better, where that is known.
 */
export function parseMetric(text: string): NewMetric {
  const faults: string[] = [];
  for (let cut = text.lastIndexOf("="); cut >= 0; cut = cut === 0 ? -1 : text.lastIndexOf("=", cut - 1)) {
    const parsed = NewMetric.safeParse({ name: text.slice(0, cut), ...measurementOf(text.slice(cut + 1)) });
    if (parsed.success) return parsed.data;
    faults.push(parsed.error.issues[0]?.message ?? "invalid");
  }
  throw new UsageError(
    `--metric ${text}: write --metric name=0.93, or name=0.93:higher, or name=12.5:lower:ms (${faults[0] ?? "there is no '='"})`,
  );
}

/** `value`, `value:direction`, `value:direction:unit`; the direction may be left empty before a unit. */
function measurementOf(text: string) {
  const [value, direction, ...unit] = text.split(":");
  return {
    value,
    ...(direction !== undefined && direction !== "" && { direction }),
    ...(unit.length > 0 && { unit: unit.join(":") }),
  };
}

/** A JSON file of measurements, for bounds and for names the flag cannot hold: a list of `{ name, value, … }`, values as text. */
export function parseMetricsFile(file: string, text: string): readonly NewMetric[] {
  const parsed = NewMetrics.safeParse(parseJson(file, text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "metrics"}: ${issue.message}`);
  throw new UsageError(`${file}: ${faults.join("; ")}`);
}

/** What a file holds; a usage error that names it otherwise. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

/** One of higher, lower, none. */
export const requireDirection = (text: string): Direction => requireOneOf("direction", text, directions);

/** `name@sha256:<64 hex digits>`, or `name:version@sha256:…`. For `--flag`. */
export function parseDataset(flag: string, text: string): DatasetPointer {
  const [, name, version, sha256] = /^([^@:]+)(?::([^@]+))?@sha256:([0-9a-f]+)$/.exec(text) ?? [];
  const parsed = DatasetPointer.safeParse({ name, sha256, ...(version !== undefined && { version }) });
  if (parsed.success) return parsed.data;
  throw new UsageError(`${flag} ${text}: write ${flag} name@sha256:<64 hex digits> (sha256sum FILE gives them)`);
}

/** A reference to a version, as it was written. A bare `team/name` is refused with what to add. */
export function requireReference(text: string): string {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new UsageError(parsed.reasons[0]!.message, parsed.reasons);
  return text;
}

/** `team/name`, or `name` for the default team. */
export function requireModel(text: string): string {
  const parsed = parseModelReference(text);
  if (!parsed.ok) throw new UsageError(parsed.reasons[0]!.message, parsed.reasons);
  return text;
}

/** True where the text names a model and no version of it. */
export const isModel = (text: string): boolean => parseModelReference(text).ok;

/** `team/name` in its two parts. */
export function requireTeamAndName(text: string): { readonly team: string; readonly name: string } {
  const parsed = parseModelReference(text);
  if (parsed.ok && parsed.model.team !== undefined) return { team: parsed.model.team, name: parsed.model.name };
  throw new UsageError(`${text}: write team/name`);
}

/** `P-12` or `12`. */
export function requirePromotionNumber(text: string): number {
  const digits = /^(?:P-)?([1-9]\d{0,8})$/i.exec(text)?.[1];
  if (digits === undefined) throw new UsageError(`${text}: a promotion is written P-12`);
  return Number(digits);
}
export const isPromotionNumber = (text: string): boolean => /^P-[1-9]\d{0,8}$/i.test(text);

/** The name of a stage: which there are, the registry says. */
export function requireStage(text: string): StageName {
  if (!StageText.safeParse(text).success) throw new UsageError(`${text}: a stage is letters, digits, '_' and '-'`);
  return text;
}

/** The name of a tier: which there are, the registry says. */
export function requireTier(text: string): Tier {
  if (!TierText.safeParse(text).success)
    throw new UsageError(`--tier ${text}: a tier is lower-case letters, digits and '-'`);
  return text;
}

/** One of `allowed`, for `flag`. */
export function requireOneOf<const T extends string>(flag: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw new UsageError(`${flag} ${text}: one of ${allowed.join(", ")}`);
  return found;
}

/** Text that must say something. */
export function requireText(flag: string, text: string | undefined): string {
  if (text === undefined || text.trim() === "") throw new UsageError(`${flag} is required and must not be empty`);
  return text;
}

/** Collects a flag that may be given several times. */
export const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];
