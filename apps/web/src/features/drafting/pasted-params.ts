// Params as people keep them elsewhere: lines of `key=value`, or a JSON object. Nothing that is written is guessed or rounded.
import { twice, type Param } from "./params-text.ts";

/** What could not be read, and where: `line 3: …`. */
export type ReadParams = { readonly params: readonly Param[]; readonly faults: readonly string[] };

/** Empty lines and lines that begin with `#` say nothing. */
export function readParams(text: string): ReadParams {
  const read = text.trim().startsWith("{") ? ofJson(text) : ofLines(text);
  return { ...read, faults: [...read.faults, ...twice(read.params)] };
}

function ofLines(text: string): ReadParams {
  const params: Param[] = [];
  const faults: string[] = [];
  for (const [at, whole] of text.split(/\r\n|\n|\r/).entries()) {
    const line = whole.trim();
    if (line === "" || line.startsWith("#")) continue;
    const cut = line.indexOf("=");
    const name = line.slice(0, Math.max(cut, 0)).trim();
    if (name === "") faults.push(`line ${at + 1}: write it as name=value`);
    else params.push([name, line.slice(cut + 1).trim()]);
  }
  return { params, faults };
}

function ofJson(text: string): ReadParams {
  let read: unknown;
  try {
    read = JSON.parse(text, asWritten);
  } catch (error) {
    return { params: [], faults: [`it begins like JSON but is not valid: ${(error as Error).message}`] };
  }
  return { params: flat(read as object, ""), faults: [] };
}

/** Numbers keep the digits they were written with, where the browser tells them. */
const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === "number" ? new Written(context?.source ?? String(value)) : value;

class Written {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toJSON(): number {
    return Number(this.text);
  }
}

/** What stands inside an object is named after both; a list is kept as the text it is. */
function flat(value: object, prefix: string): readonly Param[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): readonly Param[] => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if (inner instanceof Written) return [[path, inner.text]];
    if (typeof inner === "string") return [[path, inner]];
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) return flat(inner, path);
    return [[path, JSON.stringify(inner)]];
  });
}
