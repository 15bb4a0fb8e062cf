// The input of a use-case as a request gives it: path parameters, with the query of a GET or the JSON body of what changes something.
import { refuse } from "@chancery/core";
import { z } from "zod";
import type { Ctx } from "../http/request.ts";
import { bodyOf, queryOf, restOfPath, type Route } from "./route.ts";

type Json = { readonly [member: string]: unknown };
export type JsonSchema = {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
} & Json;
const propertiesOf = (input: z.ZodType): NonNullable<JsonSchema["properties"]> =>
  (z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema).properties ?? {};

/** What a thing in a path is called where an input has no id of it. */
const otherFields: Readonly<Record<string, string>> = {
  modelId: "model",
  versionId: "ref",
  promotionId: "number",
  groupId: "slug",
};

type PathParameter = { readonly name: string; readonly field: string; readonly isRest: boolean };
type Taken = {
  readonly inPath: readonly PathParameter[];
  /** The input's fields that come otherwise: by the query, or in the body. */
  readonly others: readonly string[];
};

/** Where each field of a route's input comes from. Throws for a path parameter that is no field. */
export const fieldsOf = ({ path, input }: Pick<Route, "path" | "input">): Taken =>
  placesOf(path, input ? Object.keys(propertiesOf(input)) : []);

function placesOf(path: string, fields: readonly string[]): Taken {
  const inPath = [...path.matchAll(/\{(\+?)(\w+)\}/g)].map(([, rest, name]): PathParameter => {
    const field = [name!, otherFields[name!]].find((one) => one !== undefined && fields.includes(one));
    if (field === undefined) throw new Error(`${path} names ${name}, which its input does not take`);
    return { name: name!, field, isRest: rest === "+" };
  });
  const told = new Set(inPath.flatMap(({ name }) => [name, otherFields[name]]));
  return { inPath, others: fields.filter((field) => !told.has(field)) };
}

type Read = (field: string, text: string) => unknown;
type Asked = Pick<Route, "method" | "path"> & { readonly input: z.ZodType };

/** Reads a request into the input; the use-case itself parses it. INVALID_INPUT names a parameter that comes twice. */
export function inputReader({ method, path, input }: Asked): (c: Ctx) => Promise<Json> {
  const properties = propertiesOf(input);
  const { inPath } = placesOf(path, Object.keys(properties));
  const readers = new Map(Object.entries(properties).map(([field, schema]) => [field, readerOf(schema)]));
  const read: Read = (field, text) => readers.get(field)?.(text) ?? text;
  const rest = path.split("/").findIndex((segment) => segment.startsWith("{+"));
  const told = ({ name, isRest }: PathParameter, c: Ctx) => (isRest ? restOfPath(c, rest) : (c.req.param(name) ?? ""));
  return async (c) => {
    const others = method === "get" ? queried(c, read) : await posted(c, method);
    const repeated = inPath.find(({ name, field }) => Object.hasOwn(others, name) || Object.hasOwn(others, field));
    if (repeated) throw refuse("INVALID_INPUT", "parameter_repeated", `${repeated.name}: the path says it already`);
    if (inPath.length === 0) return others;
    return { ...others, ...Object.fromEntries(inPath.map((one) => [one.field, read(one.field, told(one, c))])) };
  };
}

const queried = (c: Ctx, read: Read): Json =>
  Object.fromEntries(Object.entries(queryOf(c)).map(([name, text]) => [name, read(name, text)]));

async function posted(c: Ctx, method: Route["method"]): Promise<Json> {
  if (Object.keys(queryOf(c)).length > 0)
    throw refuse("INVALID_INPUT", "parameter_unknown", "this request takes no query: send its input as a JSON body");
  if (method === "delete") return {};
  const body = await bodyOf(c, {});
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw refuse("INVALID_INPUT", "input_malformed", "the body of this request is a JSON object");
  return body as Json;
}

/** A value of the query or the path is text; what its schema takes is read from it, and what does not read so is left to the schema to refuse. */
function readerOf(schema: Json): ((text: string) => unknown) | undefined {
  const types = typesOf(schema);
  if (types.has("string")) return undefined;
  if (types.has("integer") || types.has("number"))
    return (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text);
  if (types.has("boolean")) return (text) => text === "true" || (text === "false" ? false : text);
  return undefined;
}

const typesOf = (schema: Json): ReadonlySet<unknown> =>
  new Set([schema, ...((schema["anyOf"] as readonly Json[] | undefined) ?? [])].map(({ type }) => type));
