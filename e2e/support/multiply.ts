// Many rows like one that is there, by plain SQL: what a registry holds after years, in seconds.
import { rows } from "../races/sql.ts";
import type { Place } from "./server.ts";

type Multiplied = {
  readonly table: string;
  /** SQL that picks the one row copied. */
  readonly where: string;
  readonly count: number;
  /** Column to an SQL expression over `i`, which runs from 1 to `count`. The others are copied. */
  readonly set: Readonly<Record<string, string>>;
};

/** `i` as the end of a UUID of its own. `group` (4 hex digits) keeps those of two calls apart. */
export const idOf = (group: string): string =>
  `'0192${group}-0000-7000-8000-' || substr('000000000000' || i, length('' || i) + 1)`;

/** Copies one row `count` times. */
export async function multiply(place: Place, { table, where, count, set }: Multiplied): Promise<void> {
  const [one] = await rows(place, `SELECT * FROM "${table}" WHERE ${where} LIMIT 1`);
  if (!one) throw new Error(`no row of ${table} where ${where}`);
  const columns = Object.keys(one);
  const values = columns.map((column) => set[column] ?? `r."${column}"`);
  await rows(
    place,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(", ")})
     SELECT ${values.join(", ")} FROM (SELECT * FROM "${table}" WHERE ${where} LIMIT 1) r, n`,
  );
}
