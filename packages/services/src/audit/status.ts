// How the log stands: its size, its key, its newest checkpoint.
import { openCheckpoint, organisation, type LogStatus } from "@chancery/core";
import { newestCheckpoint, readHead } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";

export const logStatus = query({
  permission: "audit:read",
  input: z.strictObject({}),
  subject: () => Promise.resolve(organisation),
  async run({ house, reader }): Promise<LogStatus> {
    const { origin, verifierKey } = house.signer;
    const [head, stored] = await Promise.all([readHead(reader), newestCheckpoint(reader)]);
    const opened = stored && openCheckpoint(stored.note, verifierKey);
    const checkpoint =
      stored && opened?.ok
        ? { size: stored.size, root: opened.checkpoint.root, note: stored.note, at: stored.createdAt.toISOString() }
        : null;
    return { origin, verifierKey, size: head.size, checkpoint };
  },
});
