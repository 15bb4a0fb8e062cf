// Parses raw input once, here, for every transport.
import { reasonsInWords, ChanceryError, refuse } from "@chancery/core";
import { z } from "zod";
import { placeInWords, ruleInWords } from "./parse-words.ts";

/** Throws INVALID_INPUT naming each bad field the schema knows; never echoes a value, nor a name of the sender's that may be a secret. */
export function parse<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  refuseUnsafeNames(raw);
  const parsed = schema.safeParse(raw, { error: ruleInWords });
  if (parsed.success) return parsed.data;
  const known = namesIn(schema);
  const reasons = parsed.error.issues.slice(0, 20).map((issue) => ({
    code: "invalid_field",
    message: `${placeInWords(issue.path, known)}: ${ruleOf(issue).slice(0, 300)}`,
  }));
  throw new ChanceryError("INVALID_INPUT", reasonsInWords(reasons), { reasons });
}

/** Names that mean something to JavaScript itself: a record that has one is read differently by whoever copies it, or loses it. */
const unsafeNames = ["__proto__", "constructor", "prototype"];

/** Refused rather than dropped, at any depth; without recursion, because the sender chooses how deep. */
function refuseUnsafeNames(raw: unknown): void {
  const waiting = [raw];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (!isData(value)) continue;
    const found = unsafeNames.find((name) => Object.hasOwn(value, name));
    if (found !== undefined)
      throw refuse("INVALID_INPUT", "name_unsafe", `${found} is not allowed as a name here: choose another one`);
    for (const inner of Object.values(value)) waiting.push(inner);
  }
}

/** What JSON makes: a list or a plain object. */
const isData = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === "object" &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null));

/** A union says what is wrong by its parts: that of the first whose kind fits, else all of them. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key" || issue.code === "invalid_element")
    return issue.issues[0] ? ruleOf(issue.issues[0]) : issue.message;
  if (issue.code !== "invalid_union") return issue.message;
  const parts = issue.errors.flatMap(([first]) => (first ? [first] : []));
  const fitting = parts.filter(({ code }) => code !== "invalid_type" && code !== "invalid_value");
  return [...new Set((fitting.length > 0 ? fitting : parts).map(ruleOf))].join(", or ") || issue.message;
}

const namesOf = new WeakMap<z.ZodType, ReadonlySet<string>>();

/** Every field the schema and its parts declare. */
function namesIn(schema: z.ZodType): ReadonlySet<string> {
  const found = namesOf.get(schema);
  if (found) return found;
  const names = new Set<string>();
  const parts = new Set<z.ZodType>([schema]);
  for (const part of parts) {
    const shape = part instanceof z.ZodObject ? (part.shape as Record<string, z.ZodType>) : {};
    for (const name of Object.keys(shape)) names.add(name);
    const inside: readonly unknown[] = Object.values(part.def);
    for (const inner of [Object.values(shape), ...inside].flat() as readonly unknown[])
      if (inner instanceof z.ZodType) parts.add(inner);
  }
  namesOf.set(schema, names);
  return names;
}
