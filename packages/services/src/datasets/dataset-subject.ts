// A dataset as permissions see it, with its row.
import type { Subjects } from "@chancery/core";
import { datasetById, type DatasetRow, type Reader } from "@chancery/db";

export type DatasetSubject = Subjects["dataset"] & { readonly row: DatasetRow };

/** With `lock` its row is held until the transaction ends. */
export async function datasetSubject(
  reader: Reader,
  { id, lock = false }: { readonly id: string; readonly lock?: boolean },
): Promise<DatasetSubject | undefined> {
  const row = await datasetById(reader, id, { lock });
  return row && { kind: "dataset", id: row.id, teamId: row.teamId, row };
}
