// What a promotion rests on, held against the log: before anybody decides on it, and before it is frozen.
import { rowsBehindPromotion, rowsBehindVersion, type PromotionRow } from "@chancery/db";
import { contradicted } from "../audit/row-words.ts";
import { mismatchIn, mismatchOfHolder, type Held, type Mismatch } from "../audit/said.ts";

type Resting = Pick<PromotionRow, "id" | "versionId" | "modelId" | "stage">;

/** The first thing that does not match the log, of all that is decided on. */
export async function mismatchBehind(held: Held, { id, ...row }: Resting): Promise<Mismatch | undefined> {
  const behind = [
    ...(await rowsBehindPromotion(held.reader, id)),
    ...(await rowsBehindVersion(held.reader, { versionId: row.versionId, modelId: row.modelId, stage: row.stage })),
  ];
  return (await mismatchIn(held, behind)) ?? mismatchOfHolder(held, row);
}

/** Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) a decision that would rest on it. */
export async function assertNoMismatch(held: Held, row: Resting): Promise<void> {
  const found = await mismatchBehind(held, row);
  if (found) throw contradicted(found.what, found.entry);
}
