// A dataset as permissions see it, with its row.
import type { Actor, Subjects } from "@chancery/core";
import { datasetById, isDatasetVisible, type DatasetRow, type Reader } from "@chancery/db";
import { grantsInForce } from "../authorise.ts";
import { visibleTo } from "../query.ts";

export type DatasetSubject = Subjects["dataset"] & { readonly row: DatasetRow };
type Asking = { readonly actor: Actor; readonly now: Date };

/** As this actor may see it: open to everyone, or hidden as a restricted model is. With `lock` its row is held until the transaction ends. */
export async function datasetSubject(
  reader: Reader,
  { id, lock = false }: { readonly id: string; readonly lock?: boolean },
  { actor, now }: Asking,
): Promise<DatasetSubject | undefined> {
  const row = await datasetById(reader, id, { lock });
  if (!row) return undefined;
  const visible = visibleTo(actor, await grantsInForce(reader, actor, now), "dataset:read");
  const visibility = (await isDatasetVisible(reader, visible, id)) ? "organisation" : "restricted";
  return { kind: "dataset", id: row.id, teamId: row.teamId, visibility, row };
}
