// The little languages of the command line: k=v, metrics, datasets, references, promotion numbers. Wrong ones are usage errors.
import {
  DatasetPointer,
  directionOf,
  FactKey,
  Metric,
  parseModelReference,
  parseReference,
  type StageName,
  stageNames,
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

/** `auc=0.93:higher`, `latency=12.5:lower:ms`. Without a direction it is told from the name, and `isAssumed`. */
export function parseMetric(text: string): { readonly metric: Metric; readonly isAssumed: boolean } {
  const [, name = "", value = "", direction, unit] = /^([^=]*)=([^:]*)(?::([^:]*))?(?::(.*))?$/.exec(text) ?? [];
  const parsed = Metric.safeParse({
    name,
    value,
    direction: direction || directionOf(name),
    ...(unit !== undefined && { unit }),
  });
  if (parsed.success) return { metric: parsed.data, isAssumed: !direction };
  throw new UsageError(
    `--metric ${text}: write --metric name=0.93, or name=0.93:higher, or name=12.5:lower:ms (${parsed.error.issues[0]?.message ?? "invalid"})`,
  );
}

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

export function requireStage(text: string): StageName {
  const stage = stageNames.find((name) => name === text);
  if (stage === undefined) throw new UsageError(`there is no stage ${text}: ${stageNames.join(", ")}`);
  return stage;
}

/** One of `allowed`, for `flag`. */
export function requireOneOf<const T extends string>(flag: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw new UsageError(`${flag} ${text}: one of ${allowed.join(", ")}`);
  return found;
}

/** Text that must say something. */
export function requireText(flag: string, text: string | undefined): string {
  if (text === undefined || text.trim() === "") throw new UsageError(`${flag} is needed, and must say something`);
  return text;
}

/** Collects a flag that may be given several times. */
export const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];
