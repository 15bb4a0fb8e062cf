// "Compare with my checkpoint": the proof that the log only grew since a size someone kept.
import { consistencyProof, formatConsistency, organisation, refuse } from "@chancery/core";
import { z } from "zod";
import { query } from "../query.ts";
import { nodeGetter } from "./log-nodes.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

/** Body of a tlog-witness add-checkpoint request from `oldSize` to a checkpoint made now. INVALID_INPUT where the log never was that large. */
export const logConsistency = query({
  permission: "audit:read",
  input: z.strictObject({ oldSize: z.int().min(0) }),
  output: z.object({ text: z.string() }),
  subject: () => Promise.resolve(organisation),
  async run({ house, reader }, { oldSize }): Promise<{ readonly text: string }> {
    const checkpoint = await makeCheckpoint(house);
    if (!checkpoint || oldSize > checkpoint.size)
      throw refuse(
        "INVALID_INPUT",
        "size_beyond_log",
        `the log holds ${checkpoint?.size ?? 0} entries, so it cannot continue a log of ${oldSize}`,
      );
    const hashes = await consistencyProof({ oldSize, newSize: checkpoint.size }, nodeGetter(reader));
    return { text: formatConsistency({ oldSize, hashes, checkpoint: checkpoint.note }) };
  },
});
