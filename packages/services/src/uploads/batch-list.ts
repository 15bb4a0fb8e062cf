// The list of a batch: what an entry of the log tells of by its digest.
import { batchById, versionSubject } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { query } from "../query.ts";

/** Canonical JSON of paths, sizes and digests, by path. Its SHA-256 stands in the entry about the batch. */
export const readBatchList = query({
  permission: "version:read",
  input: z.strictObject({ batchId: z.uuid() }),
  async subject(reader, { batchId }) {
    const batch = await batchById(reader, batchId);
    return batch && versionSubject(reader, batch.versionId);
  },
  async run({ reader }, { batchId }) {
    const batch = await batchById(reader, batchId);
    if (!batch) throw notFound();
    return batch.files;
  },
});
