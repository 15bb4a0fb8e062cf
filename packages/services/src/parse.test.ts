import { isChanceryError } from "@chancery/core";
import { expect, it } from "vitest";
import { z } from "zod";
import { parse } from "./parse.ts";

const schema = z.strictObject({
  model: z.string().max(3),
  params: z.record(z.string().regex(/^[a-z]$/), z.string()).optional(),
  metrics: z.array(z.strictObject({ name: z.string() })).optional(),
});

function refusal(raw: unknown): string {
  try {
    parse(schema, raw);
  } catch (error) {
    if (isChanceryError(error)) return JSON.stringify([error.message, error.reasons]);
    throw error;
  }
  throw new Error("it was taken");
}

it("names the fields it declares, at any depth, and never a value", () => {
  const text = refusal({ model: "hunter22", metrics: [{ name: "f1" }, { name: 7 }] });
  expect(text).toContain("model: ");
  expect(text).toContain("metrics 2, name: ");
  expect(text).not.toContain("hunter22");
});

it("shows no name that the sender chose: secrets get pasted there too", () => {
  const secret = `chyp_${"a1B2".repeat(9)}`;
  for (const raw of [
    { model: "m", [secret]: 1 },
    { model: "m", params: { [secret]: "x" } },
    { model: "m", params: { a: 1, [secret]: 2 } },
    { model: "m", metrics: [{ name: "f1", [secret]: true }] },
  ])
    expect(refusal(raw)).not.toContain(secret);
  expect(refusal({ model: "m", [secret]: 1 })).toContain("input: has an unknown field");
  expect(refusal({ model: "m", params: { [secret]: "x" } })).toContain("params, one of its names: ");
});

it.each(["__proto__", "constructor", "prototype"])("refuses a field named %s at any depth, and drops none", (name) => {
  const inside = JSON.parse(`{"${name}":"x"}`) as object;
  for (const raw of [inside, { model: "m", params: inside }, { model: "m", metrics: [{ name: "f1", deep: [inside] }] }])
    expect(refusal(raw)).toContain(`${name} is not allowed as a name here`);
  expect(parse(schema, { model: "m", params: { a: name } })).toEqual({ model: "m", params: { a: name } });
});

it("reads what is nested deeper than the stack is deep", () => {
  const depth = 200_000;
  const deep = JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown;
  expect(refusal({ model: "m", deep })).toContain("input: has an unknown field");
});
