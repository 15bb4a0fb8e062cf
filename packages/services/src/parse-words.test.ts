// Every input of every use-case, each of its fields fed what it must not hold: what is said is for people.
import { isChanceryError } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as services from "./index.ts";
import { parse } from "./parse.ts";

const inputs = Object.entries(services as Record<string, unknown>).flatMap(([name, exported]) => {
  const input = typeof exported === "function" ? (exported as { input?: unknown }).input : undefined;
  return input instanceof z.ZodType ? [[name, input] as const] : [];
});

/** What no field of any use-case holds, by kind; a field takes some of these, and is told off for the others. */
const secret = "S3CR3T".repeat(4);
const wrong: readonly unknown[] = [
  ...[undefined, null, true, 7.5, -1, 0, 2 ** 60, 1e300, "", " ", secret, `${secret}\u0000`, `${secret}\u200b\u0007`],
  ...["x".repeat(300_001), "../x", "-", "a".repeat(64), "2026-13-99", "ftp://x", [], [null], [[]], {}, { [secret]: 1 }],
  ...[Array.from({ length: 10_001 }, () => ({})), { a: 1 }, { "": "x" }, { [`${secret} `]: "x" }],
  Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`key${n}`, "x"])),
];

type Place = readonly (string | number)[];
/** Every place a schema knows: fields, entries of lists, what a name of a record leads to. */
function placesIn(schema: z.ZodType, at: Place = [], depth = 0): readonly { at: Place; schema: z.ZodType }[] {
  const here = [{ at, schema }];
  const def = schema.def as unknown as Record<string, unknown>;
  const inner = ["innerType", "in", "element", "valueType"].flatMap((key) =>
    def[key] instanceof z.ZodType ? [[key, def[key]] as const] : [],
  );
  if (depth > 8) return here;
  if (schema instanceof z.ZodObject)
    return [
      ...here,
      ...Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, part]) =>
        placesIn(part, [...at, name], depth + 1),
      ),
    ];
  if (schema instanceof z.ZodUnion)
    return [...here, ...(schema.options as z.ZodType[]).flatMap((part) => placesIn(part, at, depth + 1))];
  return [
    ...here,
    ...inner.flatMap(([key, part]) =>
      placesIn(part, key === "element" ? [...at, 0] : key === "valueType" ? [...at, "known"] : at, depth + 1),
    ),
  ];
}

/** Puts a value at a place, building what leads there. */
function withAt([step, ...rest]: Place, value: unknown): unknown {
  if (step === undefined) return value;
  return typeof step === "number" ? [withAt(rest, value)] : { [step]: withAt(rest, value) };
}

function saidOf(schema: z.ZodType, raw: unknown): readonly string[] {
  try {
    parse(schema, raw);
    return [];
  } catch (error) {
    if (!isChanceryError(error)) throw error;
    expect(error.code).toBe("INVALID_INPUT");
    return [error.message, ...error.reasons.map(({ message }) => message)];
  }
}

/** Words of validators and their patterns. */
const jargon =
  /invalid|expected|received|unrecognized|zod|too (big|small)|regex|pattern|nan\b|[\^$]\/|\\[dwsu]|\(\?|\[[a-z0-9]-|>=|<=|nullish|undefined|\bint\b/i;

/** What is said where nobody has worded the rule. */
const unclear = /written in another form|of another type|is not allowed|none of the allowed types/;

describe("what is wrong with an input", () => {
  it("is asked of every use-case", () => expect(inputs.length).toBeGreaterThan(60));

  it.each(inputs)("is said of every field of %s in words for people, and never with a value", (_name, schema) => {
    for (const { at } of placesIn(schema))
      for (const value of wrong)
        for (const message of saidOf(schema, withAt(at, value))) {
          expect(message).not.toMatch(jargon);
          expect(message).not.toContain(secret);
          expect(message).not.toMatch(unclear);
          expect(message).toMatch(/^[\p{L}\p{P}0-9, ]+: \S/u);
        }
  });

  const everyKind = z.strictObject({
    text: z.string().min(3).max(5).optional(),
    list: z.array(z.int()).min(1).max(2).optional(),
    count: z.int().min(1).max(10).multipleOf(2).optional(),
    share: z.number().gt(0).lt(1).optional(),
    kind: z.enum(["a", "b"]).optional(),
    only: z.literal("x").optional(),
    id: z.uuid().optional(),
    endpoint: z.url().optional(),
    seenAt: z.iso.datetime().optional(),
    form: z
      .string()
      .regex(/^[a-z]$/)
      .optional(),
    params: z.record(z.string().regex(/^[a-z]+$/, "a key is letters"), z.string()).optional(),
    either: z.union([z.literal(""), z.string().min(2)]).optional(),
    fact: z
      .discriminatedUnion("type", [z.strictObject({ type: z.literal("a") }), z.strictObject({ type: z.literal("b") })])
      .optional(),
    isDirty: z.boolean().optional(),
    imageDigest: z.string().regex(/^x$/, "an image digest is x").optional(),
  });
  it.each([
    [{ text: "ab" }, "text: needs at least 3 characters"],
    [{ text: "abcdef" }, "text: holds at most 5 characters"],
    [{ text: 5 }, "text: must be text"],
    [{ list: [] }, "list: must not be empty"],
    [{ list: [1, 2, 3] }, "list: holds at most 2 entries"],
    [{ list: [1, "x"] }, "list 2: must be a number"],
    [{ count: 0 }, "count: must be at least 1"],
    [{ count: 12 }, "count: must be at most 10"],
    [{ count: 3 }, "count: must be a multiple of 2"],
    [{ count: 2.5 }, "count: must be a whole number"],
    [{ share: 0 }, "share: must be above 0"],
    [{ share: 1 }, "share: must be below 1"],
    [{ kind: "c" }, "kind: must be one of: a, b"],
    [{ only: "y" }, "only: must be x"],
    [{ id: "1" }, "id: must be a UUID"],
    [{ endpoint: "x" }, "endpoint: must be an http or https address"],
    [{ seenAt: "x" }, "seen at: must be a time like 2026-11-29T14:02:00Z"],
    [{ form: "7" }, "form: must be written in another form"],
    [{ params: { "learning rate": "x" } }, "params, “learning rate”: a key is letters"],
    [{ params: { [secret]: "x" } }, "params, one of its names: a key is letters"],
    [{ params: { a: 7 } }, "params, “a”: must be text"],
    [{ either: "x" }, "either: needs at least 2 characters"],
    [{ fact: { type: "c" } }, "fact, type: must be one of: a, b"],
    [{ isDirty: "x" }, "is dirty: must be true or false"],
    [{ imageDigest: "y" }, "image digest: an image digest is x"],
    [{ other: 1 }, "input: has an unknown field"],
    [null, "input: must be an object"],
    [undefined, "input: is missing"],
  ])("names the field and its rule: %j", (raw, said) => {
    expect(saidOf(everyKind, raw)).toContain(said);
  });
});
