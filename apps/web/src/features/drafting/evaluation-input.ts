// An evaluation as it is sent: which way is better comes from the row, the model's list or the table of known names, or is open.
import { knownDirection, type Direction } from "@chancery/core";
import { rowFaults, type Measured } from "./evaluation-file.ts";

export type Listed = Readonly<Record<string, Direction>>;

/** Who says which way the metric is better. Undefined: nobody does. */
export function directionOf(
  row: Measured,
  listed: Listed,
): { readonly direction: Direction; readonly by: string } | undefined {
  if (row.direction !== undefined) return { direction: row.direction, by: "stated here" };
  const said = Object.hasOwn(listed, row.name) ? listed[row.name] : undefined;
  if (said !== undefined) return { direction: said, by: "the model's list" };
  const known = knownDirection(row.name);
  return known && { direction: known.direction, by: "a known name" };
}

/** Why the rows cannot be recorded as they stand. */
export function openOf(rows: readonly Measured[], listed: Listed): readonly string[] {
  const silent = rows.flatMap((row, at) =>
    row.name !== "" && directionOf(row, listed) === undefined
      ? [
          `row ${at + 1}: the direction of ${row.name} is not set, and it is never guessed: choose higher, lower or none`,
        ]
      : [],
  );
  return [...rowFaults(rows), ...silent];
}
