// Holds every row that an act wrote against what its entry says of it.
import { expect } from "vitest";
import { compareRows } from "../audit/compare-rows.ts";
import type { House } from "../house.ts";

/** Fails for a row that was written, or removed, without an entry. Rows that a scene laid down itself have none. */
export async function expectRowsAsTold({ house }: { readonly house: House }): Promise<void> {
  const { faults } = await compareRows(house.db);
  expect(faults.filter(({ fault }) => fault !== "unrecorded")).toEqual([]);
}
