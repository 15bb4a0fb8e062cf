// The newest migration of guards makes what is declared. After a change of it or of a governed table: add one on both
// engines with `drizzle-kit generate --custom --name guards` as the last of all, and have it written by `vitest run -u` here.
import { join } from "node:path";
import { expect, it } from "vitest";
import { guardsSql } from "./guards-sql.ts";
import { readMigrations } from "./migrations.ts";

it.each(["sqlite", "postgres"] as const)("on %s is what the newest migration of guards makes", async (dialect) => {
  const all = readMigrations(dialect);
  const at = all.findLastIndex(({ name }) => name.endsWith("_guards"));
  const file = join(import.meta.dirname, "../migrations", dialect, `${all[at]!.name}.sql`);
  await expect(guardsSql(dialect, all.slice(0, at))).toMatchFileSnapshot(file);
});
