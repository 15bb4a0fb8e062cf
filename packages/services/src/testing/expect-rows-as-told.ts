// Holds every row that an act wrote against what its entry says of it.
import { expect } from "vitest";
import { compareRows } from "../audit/compare-rows.ts";
import { readPromotions, targetsOf, type Reader } from "@chancery/db";
import type { House } from "../house.ts";

/** Fails for a row that was written, or removed, without an entry. Rows that a scene laid down itself have none. */
export async function expectRowsAsTold({ house }: { readonly house: House }): Promise<void> {
  const { faults } = await compareRows(house.db);
  expect(faults.filter(({ fault }) => fault !== "unrecorded")).toEqual([]);
  expect(await promotionsAside(house.db.read)).toEqual([]);
}

/** A promotion's stage stands in its row, as entries of before told it, and among its targets: both say the same. */
async function promotionsAside(reader: Reader): Promise<readonly string[]> {
  const rows = await readPromotions(reader, { where: undefined, limit: 1_000 });
  const targets = await targetsOf(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, stage }) =>
    targets.get(id)?.find(({ kind }) => kind === "stage")?.name === stage ? [] : [id],
  );
}
