// The counts that every SQLite registry is given are those of the registry that the tests of plans ask. After a change of
// a table, an index or what fills them: have them written by `vitest run -u` here.
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "./open-database.ts";
import { fillForPlans } from "./plans/fill.ts";
import { statisticsIn } from "./statistics.ts";
import { statistics } from "./statistics-kept.ts";
import { plainly, sqlite, type OpenedDatabase } from "./testing.ts";

describe("the counts by which SQLite plans", () => {
  let opened: OpenedDatabase;
  beforeEach(async () => void (opened = await sqlite.open()));
  afterEach(() => opened.drop());
  const countsIn = (location: string) => {
    const connection = new Database(location, { readonly: true });
    const counts = statisticsIn(connection);
    connection.close();
    return counts;
  };

  it("are those of the filled registry that plans are tested with", async () => {
    await fillForPlans(opened.location);
    await plainly(opened.location, "ANALYZE");
    const lines = countsIn(opened.location).map((line) => `  ${JSON.stringify(line)},\n`);
    const text = `// Written by the test beside it.\nexport const statistics: readonly string[] = [\n${lines.join("")}];\n`;
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "statistics-kept.ts"));
  });

  it("are given to an empty registry, and anew to one that counted by itself, and to no other is anything written", async () => {
    expect(countsIn(opened.location)).toEqual(statistics);
    await plainly(opened.location, "ANALYZE");
    expect(countsIn(opened.location)).not.toEqual(statistics);
    await (await openDatabase(opened.location)).close();
    expect(countsIn(opened.location)).toEqual(statistics);
    const writes = (connection: Database.Database) => connection.pragma("data_version", { simple: true });
    const watching = new Database(opened.location, { readonly: true });
    const before = writes(watching);
    await (await openDatabase(opened.location)).close();
    expect(writes(watching)).toBe(before);
    watching.close();
  });
});
