// How the log stands: its size, its key, its newest checkpoint.
import { openCheckpoint, organisation, LogStatus } from "@chancery/core";
import { newestCheckpoint, readHead, type Reader } from "@chancery/db";
import { z } from "zod";
import type { House } from "../house.ts";
import { query } from "../query.ts";

export const logStatus = query({
  permission: "audit:read",
  input: z.strictObject({}),
  output: LogStatus,
  subject: () => Promise.resolve(organisation),
  run: ({ house, reader }): Promise<LogStatus> => statusOf(house, reader),
});

export async function statusOf({ signer }: Pick<House, "signer">, reader: Reader): Promise<LogStatus> {
  const { origin, verifierKey } = signer;
  const [head, stored] = await Promise.all([readHead(reader), newestCheckpoint(reader)]);
  const opened = stored && openCheckpoint(stored.note, verifierKey);
  const checkpoint =
    stored && opened?.ok
      ? { size: stored.size, root: opened.checkpoint.root, note: stored.note, at: stored.createdAt.toISOString() }
      : null;
  return { origin, verifierKey, size: head.size, checkpoint };
}
