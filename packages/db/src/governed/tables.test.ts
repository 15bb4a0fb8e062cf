// Every table is governed, or says why it is not.
import { expect, it } from "vitest";
import * as tables from "../schema/schema.sqlite.ts";
import { governedTables, whyUngoverned } from "./tables.ts";

it("leaves no table out: the log answers for its rows, or there is a reason why not", () => {
  expect([...governedTables, ...Object.keys(whyUngoverned)].sort()).toEqual(Object.keys(tables).sort());
  for (const [table, why] of Object.entries(whyUngoverned)) expect(why, table).toMatch(/\w+ \w+/);
});
