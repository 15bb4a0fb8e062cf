// JSON Schemas of the document: what has a name of its own becomes a component, everything else stays where it is used.
import { z } from "zod";

export type Json = { readonly [member: string]: unknown };
export type Schemas = {
  /** The schema as the document says it, its named parts by reference. */
  of(schema: z.ZodType, io: "input" | "output"): Json;
  /** The parts that were named so far. */
  readonly components: Readonly<Record<string, Json>>;
};

export function collectSchemas(): Schemas {
  const components: Record<string, Json> = {};
  const add = (name: string, schema: Json): Json => {
    const component = named(schema, name, add);
    const known = components[name];
    if (known && JSON.stringify(known) !== JSON.stringify(component)) throw new Error(`two schemas are named ${name}`);
    components[name] = component;
    return { $ref: `#/components/schemas/${name}` };
  };
  return {
    components,
    of(schema, io) {
      // Inside an object: a schema by itself would be written out even where it has a name.
      const { properties, $defs = {} } = z.toJSONSchema(z.object({ schema }), { io, unrepresentable: "any" });
      for (const [name, { id: _, ...part }] of Object.entries($defs as Record<string, Json>))
        add(name, plain(part, io) as Json);
      return plain(properties?.["schema"], io) as Json;
    },
  };
}

type Add = (name: string, schema: Json) => Json;

/** A component whose inner objects are components too: generators name what has no name by its place, and some do so twice. */
function named(schema: Json, name: string, add: Add): Json {
  const { properties, items, anyOf, oneOf } = schema as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly items?: Json;
    readonly anyOf?: readonly Json[];
    readonly oneOf?: readonly Json[];
  };
  const inner = (part: Json, suffix: string): Json =>
    part["properties"] ? add(`${name}${suffix}`, part) : named(part, `${name}${suffix}`, add);
  const parts = (of: readonly Json[]) => {
    const objects = of.filter((part) => part["properties"]);
    return of.map((part, at) => inner(part, objects.length > 1 ? (markOf(part) ?? String(at + 1)) : ""));
  };
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([member, part]) => [member, inner(part, pascal(member))]),
      ),
    }),
    ...(items && { items: inner(items, "Item") }),
    ...(anyOf && { anyOf: parts(anyOf) }),
    ...(oneOf && { oneOf: parts(oneOf) }),
  };
}

/** What tells one of several objects from the others: its first member that can be one text only. */
function markOf({ properties }: Json): string | undefined {
  const texts = Object.values(properties as Record<string, Json>).map((member) => member["const"]);
  const mark = texts.find((text) => typeof text === "string");
  return mark === undefined ? undefined : pascal(mark);
}

const pascal = (text: string): string =>
  text.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());

/** Without what only repeats the format or the type, and with references as OpenAPI writes them. An answer may have more than it says: additions break nobody. */
function plain(value: unknown, io: "input" | "output"): unknown {
  if (Array.isArray(value)) return value.map((one) => plain(one, io));
  if (typeof value !== "object" || value === null) return value;
  const schema = value as Json;
  const kept = Object.entries(schema).filter(
    ([member, inner]) =>
      !(member === "pattern" && schema["format"] !== undefined) &&
      !(member === "additionalProperties" && inner === false && io === "output") &&
      !(schema["type"] === "integer" && Math.abs(Number(inner)) === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(
    kept.map(([member, inner]) => [
      member,
      member === "$ref" ? String(inner).replace("#/$defs/", "#/components/schemas/") : plain(inner, io),
    ]),
  );
}
