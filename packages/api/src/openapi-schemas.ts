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
  return {
    components,
    of(schema, io) {
      // Inside an object: a schema by itself would be written out even where it has a name.
      const { properties, $defs = {} } = z.toJSONSchema(z.object({ schema }), { io, unrepresentable: "any" });
      for (const [name, { id: _, ...part }] of Object.entries($defs as Record<string, Json>)) {
        const component = plain(part) as Json;
        const known = components[name];
        if (known && JSON.stringify(known) !== JSON.stringify(component))
          throw new Error(`two schemas are named ${name}`);
        components[name] = component;
      }
      return plain(properties?.["schema"]) as Json;
    },
  };
}

/** Without what only repeats the format or the type, and with references as OpenAPI writes them. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const schema = value as Json;
  const kept = Object.entries(schema).filter(
    ([member, inner]) =>
      !(member === "pattern" && schema["format"] !== undefined) &&
      !(schema["type"] === "integer" && Math.abs(Number(inner)) === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(
    kept.map(([member, inner]) => [
      member,
      member === "$ref" ? String(inner).replace("#/$defs/", "#/components/schemas/") : plain(inner),
    ]),
  );
}
