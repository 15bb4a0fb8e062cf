import { getTableName } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as db from "../index.ts";
import * as tables from "../schema/schema.sqlite.ts";
import { engines, type OpenedDatabase } from "../testing.ts";
import { catalogCalls } from "./calls-catalog.ts";
import { identityCalls } from "./calls-identity.ts";
import { logCalls } from "./calls-log.ts";
import { promotionCalls } from "./calls-promotion.ts";
import { explainer, statementsOf, type Explainer } from "./explain.ts";
import { fillForPlans, fills, unfilled } from "./fill.ts";
import type { Call, QueryName } from "./given.ts";
import { readsWhole } from "./reads-whole.ts";

const calls = { ...identityCalls, ...logCalls, ...catalogCalls, ...promotionCalls } satisfies Record<QueryName, Call>;
const names = Object.keys(calls) as (keyof typeof calls)[];

/** What this package exports that asks the database nothing, or no single thing. */
const noQueries = [
  "copySqlite",
  "databaseLost",
  "emptyOf",
  "governedColumns",
  "idOfRow",
  "isColumnTold",
  "imageOf",
  "hasPersonal",
  "isPersonal",
  "isUniqueViolation",
  "madeWhileUnchanged",
  "mindingDisk",
  "mintVisible",
  "onUniqueViolation",
  "registryOf",
  "stagesIn",
  "tiersIn",
  "unlessThere",
  "openDatabase",
  "orderOfTable",
  "placeOf",
  "rowNamesOf",
  "rowNameWith",
  "sessionKeyOf",
  "setName",
  "countedUnder",
];

it("knows how to call every named query there is", () => {
  const exported = Object.entries(db).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  expect(exported.filter((name) => !noQueries.includes(name)).sort()).toEqual([...names].sort());
});

it("fills every table there is", () => {
  const named = Object.values(tables).map((table) => getTableName(table));
  expect(named.sort()).toEqual([...Object.keys(fills), ...unfilled].sort());
});

describe.each(engines.map((engine) => [engine.name, engine] as const))("plans on %s", (_name, engine) => {
  let opened: OpenedDatabase;
  let plans: Explainer;
  beforeAll(async () => {
    opened = await engine.open();
    await fillForPlans(opened.location);
    plans = await explainer(opened.location);
  }, 120_000);
  afterAll(async () => {
    await plans.end();
    await opened.drop();
  });

  it.each(names)("%s reads no table that grows from end to end", async (name) => {
    const undone = new Error("the plan is known: nothing is kept");
    const statements = await statementsOf(() =>
      opened.db
        .transaction(async (tx) => {
          await calls[name](tx);
          throw undone;
        })
        .catch((error: unknown) => {
          if (error !== undone) throw error;
        }),
    );
    expect(statements.length).toBeGreaterThan(0);
    const allowed = Object.keys((readsWhole as Readonly<Record<string, object>>)[name] ?? {});
    const scans = (await Promise.all(statements.map((statement) => plans.scansOf(statement)))).flat();
    expect(scans.filter(({ table }) => !allowed.includes(table))).toEqual([]);
  });
});
