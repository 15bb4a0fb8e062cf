// Rows by the thousand in every table, made inside the engine: for the test that asks how it would find some of them.
import { plainly } from "../testing.ts";
import { catalogRows } from "./rows-catalog.ts";
import { identityRows } from "./rows-identity.ts";
import { promotionRows } from "./rows-promotion.ts";
import { many } from "./rows.ts";

export const fills = { ...identityRows, ...catalogRows, ...promotionRows };

/** Nobody founds teams or stages or writes policies by the thousand: to read all of them is no harm. */
const small = ["team", "policy_version", "stage", "tier"];
/** One row, or one for each series of numbers. */
export const unfilled = ["audit_head", "counter"];
/** The tables that grow with use. */
export const growingTables: readonly string[] = Object.keys(fills).filter((table) => !small.includes(table));

/** Fills a fresh database. PostgreSQL counts what is there by itself; SQLite goes on with the counts it was given. */
export async function fillForPlans(location: string): Promise<void> {
  const isPostgres = location.startsWith("postgres");
  const instant = isPostgres ? "timestamptz '2026-01-01Z' + ($1) * interval '1 second'" : "1767225600000 + ($1) * 1000";
  const bytes = isPostgres ? "'\\x7b7d'::bytea" : "x'7b7d'";
  const spoken = (value: string) => value.replace(/AT\(([^)]*)\)/g, instant).replace("BYTES", bytes);
  for (const [table, { rows, values }] of Object.entries(fills)) {
    const columns = Object.keys(values).map((column) => `"${column}"`);
    const selected = Object.values(values).map(spoken);
    await plainly(
      location,
      `WITH RECURSIVE rows(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM rows WHERE n < ${rows})
       INSERT INTO "${table}" (${columns.join(", ")}) SELECT ${selected.join(", ")} FROM rows`,
    );
  }
  await plainly(location, `UPDATE audit_head SET size = ${many}, mac = 'x'`);
  if (isPostgres) await plainly(location, "ANALYZE");
}
