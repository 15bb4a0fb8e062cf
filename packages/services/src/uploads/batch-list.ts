// The list of a batch: what an entry of the log tells of by its digest.
import { batchById, versionSubject, type Reader } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { logForReads } from "../audit/known-log.ts";
import { imageByLog } from "../audit/rows-called.ts";
import { assertRecorded } from "../audit/said.ts";
import type { House } from "../house.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";

/**
 * Canonical JSON of paths, sizes and digests, by path. Its SHA-256 stands in the entry about the batch. ILLEGAL_TRANSITION
 * `record_contradicts_log` where the row is not the one that entry tells of, is gone, or is told of by none.
 */
export const readBatchList = query({
  permission: "version:read",
  input: z.strictObject({ batchId: z.uuid() }),
  output: inside,
  async subject(reader, { batchId }, { house }) {
    const versionId = (await batchById(reader, batchId))?.versionId ?? (await versionByLog({ house, reader }, batchId));
    return versionId === undefined ? undefined : versionSubject(reader, versionId);
  },
  async run({ reader, house }, { batchId }) {
    await assertRecorded({ reader, house }, [{ table: "batches", id: batchId }]);
    const batch = await batchById(reader, batchId);
    if (!batch) throw notFound();
    return batch.files;
  },
});

/** Of a batch whose row is gone: who might have read its list is told so. */
async function versionByLog(
  { house, reader }: { house: House; reader: Reader },
  id: string,
): Promise<string | undefined> {
  const entries = await logForReads(house);
  const versionId = entries && (await imageByLog({ entries, reader }, { table: "batches", id }))?.["versionId"];
  return typeof versionId === "string" ? versionId : undefined;
}
