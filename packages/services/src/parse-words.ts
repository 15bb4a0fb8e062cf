// What a field has to be, in words for people: no validator's own, no pattern, no value.
import type { z } from "zod";

/** Said after the field's name. Rules that core words itself come past this. */
export function ruleInWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${types[issue.expected] ?? "of another type"}`;
    case "too_big":
      return limitInWords(issue.origin, Number(issue.maximum), issue.inclusive === false ? "below" : "at most");
    case "too_small":
      return smallInWords(issue.origin, Number(issue.minimum), issue.inclusive === false);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_format":
      return `must be ${formats[issue.format] ?? "written in another form"}`;
    case "invalid_value":
      return oneOf(issue.values);
    case "unrecognized_keys":
      return "has an unknown field";
    case "invalid_key":
      return "contains a name that is not allowed";
    case "invalid_element":
      return "contains an entry that is not allowed";
    case "invalid_union":
      return Array.isArray(issue.options) ? oneOf(issue.options) : "matches none of the allowed types";
    default:
      return "is not allowed";
  }
}

const oneOf = (values: readonly unknown[]) =>
  values.length === 1 ? `must be ${String(values[0])}` : `must be one of: ${values.map(String).join(", ")}`;

const types: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "empty",
  undefined: "left out",
  never: "left out",
  date: "a time",
};

const formats: Readonly<Record<string, string>> = {
  uuid: "a UUID",
  guid: "a UUID",
  url: "an http or https address",
  email: "an e-mail address",
  datetime: "a time like 2026-11-29T14:02:00Z",
  date: "a day like 2026-11-29",
  safeint: "a whole number",
};

/** How much of it there may be, by what is counted. */
const counted: Readonly<Record<string, string>> = {
  string: "characters",
  array: "entries",
  set: "entries",
  map: "entries",
  object: "fields",
  record: "fields",
  file: "bytes",
};

function limitInWords(origin: string, most: number, how: "below" | "at most"): string {
  const unit = counted[origin];
  return unit ? `holds at most ${grouped(most)} ${unit}` : `must be ${how} ${grouped(most)}`;
}

function smallInWords(origin: string, least: number, isExclusive: boolean): string {
  const unit = counted[origin];
  if (unit && least === 1) return "must not be empty";
  if (unit) return `needs at least ${grouped(least)} ${unit}`;
  return `must be ${isExclusive ? "above" : "at least"} ${grouped(least)}`;
}

const grouped = (count: number) => (Number.isSafeInteger(count) ? count.toLocaleString("en") : String(count));

/** A field as its label reads: `imageDigest` is "image digest", the second of `metrics` "metrics 2". */
export function placeInWords(path: readonly PropertyKey[], known: ReadonlySet<string>): string {
  const said = path.reduce<string>((before, step) => {
    if (typeof step === "number") return `${before} ${step + 1}`;
    const word = known.has(String(step)) ? labelOf(String(step)) : chosenName(String(step));
    return before === "" ? word : `${before}, ${word}`;
  }, "");
  return said.trim() || "input";
}

/** A name that the sender chose, as `learning rate` among the params; not what may be a secret in the wrong place, or unprintable. */
const chosenName = (name: string) =>
  /^[\p{L}\p{N}\p{P}\p{S} ]{1,60}$/u.test(name) && !/[\p{L}\p{N}]{16}/u.test(name) ? `“${name}”` : "one of its names";

const labelOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/^ref$/, "reference")
    .replace(/^q$/, "search");
