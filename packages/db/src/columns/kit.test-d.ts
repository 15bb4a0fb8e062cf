// The one cast in schema.postgres.ts is safe because of these lines: same keys, same JavaScript value per column.
import * as postgres from "./postgres.ts";
import * as sqlite from "./sqlite.ts";
import type { Kit } from "../kit.ts";

postgres satisfies Record<keyof Kit, unknown>;
const keys: Same<keyof typeof postgres, keyof Kit> = true;

type Value<F> = F extends (...given: never[]) => { _: { data: infer D } } ? D : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const text: Same<Value<typeof sqlite.text>, Value<typeof postgres.text>> = true;
const int: Same<Value<typeof sqlite.int>, Value<typeof postgres.int>> = true;
const bool: Same<Value<typeof sqlite.bool>, Value<typeof postgres.bool>> = true;
const instant: Same<Value<typeof sqlite.instant>, Value<typeof postgres.instant>> = true;
const bytes: Same<Value<typeof sqlite.bytes>, Value<typeof postgres.bytes>> = true;

const [liteChoice, pgChoice] = [sqlite.choice(["a", "b"]), postgres.choice(["a", "b"])];
const choice: Same<(typeof liteChoice)["_"]["data"], (typeof pgChoice)["_"]["data"]> = true;
const isOneOf: Same<(typeof liteChoice)["_"]["data"], "a" | "b"> = true;

const [liteJson, pgJson] = [sqlite.json<{ readonly a: string }>(), postgres.json<{ readonly a: string }>()];
const json: Same<(typeof liteJson)["_"]["data"], (typeof pgJson)["_"]["data"]> = true;

const jsonText: Same<ReturnType<typeof sqlite.jsonText>, ReturnType<typeof postgres.jsonText>> = true;

// @ts-expect-error the comparison bites
const unlike: Same<Value<typeof sqlite.int>, Value<typeof postgres.text>> = true;

export const proofs = {
  liteChoice,
  pgChoice,
  liteJson,
  pgJson,
  keys,
  text,
  int,
  bool,
  instant,
  bytes,
  choice,
  isOneOf,
  json,
  jsonText,
  unlike,
};
