// The query of a page: filters and paging live in the URL and nowhere else. What it does not understand it says, and never
// answers with everything or with now instead.
import { reasonsInWords, ChanceryError, type Reason } from "@chancery/core";

/** What Next hands a page. */
export type RawQuery = Readonly<Record<string, string | string[] | undefined>>;
export type Params = Readonly<Record<string, string | undefined>>;

/** One parameter: what it accepts, in words, and how it is read; undefined for what it does not accept. */
export type Parameter<T extends string = string> = {
  readonly accepts: string;
  read(text: string): T | undefined;
  /** How often it may stand; once unless said. */
  readonly atMost?: number;
};
export type Schema = Readonly<Record<string, Parameter>>;

/** Each parameter that holds something, read: a list where it may stand more than once. */
export type Query<S extends Schema> = {
  readonly [K in keyof S]?: S[K] extends { readonly atMost: number } ? readonly ValueOf<S[K]>[] : ValueOf<S[K]>;
};
type ValueOf<P> = P extends Parameter<infer T> ? T : never;

/** Added by mail and advertising to any address: they ask for nothing. */
const tracking = /^(utm_.*|_.*|fbclid|gclid|msclkid|mc_[ce]id|ref)$/;

/** Reads a page's query. INVALID_INPUT names every parameter that is unknown, repeated, or holds what is not accepted. */
export function readQuery<const S extends Schema>(raw: RawQuery, schema: S): Query<S> {
  const reasons: Reason[] = [];
  const entries = Object.entries(raw).flatMap(([name, given]) => {
    const texts = [given ?? []].flat().flatMap((text) => text.trim() || []);
    if (tracking.test(name) || texts.length === 0) return [];
    const parameter = Object.hasOwn(schema, name) ? schema[name] : undefined;
    const values = parameter && texts.map((text) => parameter.read(text));
    const fault = faultOf({ name, texts, parameter, values, schema });
    if (fault) reasons.push(fault);
    return fault || !values ? [] : [[name, parameter.atMost === undefined ? values[0] : values] as const];
  });
  if (reasons.length > 0) throw new ChanceryError("INVALID_INPUT", reasonsInWords(reasons), { reasons });
  return Object.fromEntries(entries) as Query<S>; // each value was read by the parameter of its name
}

type Given = {
  readonly name: string;
  readonly texts: readonly string[];
  readonly parameter: Parameter | undefined;
  readonly values: readonly (string | undefined)[] | undefined;
  readonly schema: Schema;
};

function faultOf({ name, texts, parameter, values, schema }: Given): Reason | undefined {
  const known = Object.keys(schema);
  if (!parameter || !values) {
    const takes = known.length === 0 ? "it takes none" : `it takes ${known.join(", ")}`;
    return { code: "parameter_unknown", message: `this page does not know “${shown(name)}”: ${takes}` };
  }
  const { atMost = 1, accepts } = parameter;
  if (texts.length > atMost)
    return {
      code: "parameter_repeated",
      message: `“${name}” is given ${texts.length} times: give it ${atMost === 1 ? "once" : `at most ${atMost} times`}`,
    };
  const wrong = texts.find((_, n) => values[n] === undefined);
  if (wrong === undefined) return undefined;
  return { code: "parameter_invalid", message: `“${name}” is “${shown(wrong)}”: it takes ${accepts}` };
}

/** What was typed, short and without what does not print. */
const shown = (text: string) =>
  (text.length > 60 ? `${text.slice(0, 59)}…` : text).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "\ufffd");

/** A path with those of the parameters that are set. */
export function withParams(path: string, params: Params): string {
  const query = new URLSearchParams(
    Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
