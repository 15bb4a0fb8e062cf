// What a leaf says of a row: its columns, the long and the secret ones by digest, the personal ones by a salted one.
import { canonicalJson, sha256Hex, type JsonValue } from "@chancery/core";
import { tellingOf, type GovernedTable } from "./tables.ts";

/** Column to value; instants in ISO 8601. */
export type RowImage = Readonly<Record<string, JsonValue>>;
export type RowValues = Readonly<Record<string, unknown>>;

/** `salt`: of the leaf that tells of the row. */
export function imageOf(table: GovernedTable, row: RowValues, salt: string): RowImage {
  const { omit = [], digest = [], personal = [] } = tellingOf(table);
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !omit.includes(column))
      .map(([column, value]) => {
        const plain = plainOf(value);
        if (plain === null) return [column, null];
        if (personal.includes(column)) return [column, sha256Hex(canonicalJson([salt, column, plain]))];
        if (digest.includes(column)) return [column, sha256Hex(canonicalJson(plain))];
        return [column, plain];
      }),
  );
}

/** The columns told by a salted digest: not comparable once their salt is erased. */
export const isPersonal = (table: GovernedTable, column: string): boolean =>
  tellingOf(table).personal?.includes(column) ?? false;

export const hasPersonal = (table: GovernedTable): boolean => (tellingOf(table).personal ?? []).length > 0;

/** As JSON says it: both engines, and a row read back, come to the same. */
function plainOf(value: unknown): JsonValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return value as JsonValue; // text, number, boolean or a JSON column
}

/** What a row belongs to, with others of its kind; null where that is not asked. */
export function placeOf(table: GovernedTable, row: RowValues): string | null {
  const { place } = tellingOf(table);
  return place ? `${table}/${place.map((column) => String(row[column])).join("/")}` : null;
}

/** What a row is called; `isHeld` is false for an interval that has ended. */
export type RowName = { readonly name: string; readonly isHeld: boolean };
export function rowNamesOf(table: GovernedTable, row: RowValues): readonly RowName[] {
  const isHeld = (row["to"] ?? null) === null;
  return (tellingOf(table).names ?? [])
    .filter((columns) => columns.every((column) => (row[column] ?? null) !== null))
    .map((columns) => ({
      name: textOfName(
        table,
        columns.map((column) => [column, row[column]]),
      ),
      isHeld,
    }));
}

/** As `rowNamesOf` a row with these columns says it. */
export const rowNameWith = (table: GovernedTable, columns: Readonly<Record<string, string | number>>): string =>
  textOfName(table, Object.entries(columns));

const textOfName = (table: GovernedTable, columns: readonly (readonly [string, unknown])[]) =>
  `${table}?${columns.map(([column, value]) => `${column}=${String(value)}`).join("&")}`;

/** The name of what rows with these values of a table's `set` are counted under. */
export const setName = (table: GovernedTable, values: readonly string[]): string =>
  `set of ${table}/${values.join("/")}`;

/** All that a row is counted under: its place, and its set. */
export function countedUnder(table: GovernedTable, row: RowValues): readonly string[] {
  const { set } = tellingOf(table);
  const place = placeOf(table, row);
  const names = set
    ? [
        setName(
          table,
          set.map((column) => String(row[column])),
        ),
      ]
    : [];
  return place === null ? names : [place, ...names];
}
