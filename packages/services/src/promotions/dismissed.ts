// Told to whoever objected: which of their objections another reviewer dismissed, and why.
import { DismissedObjection } from "@chancery/core";
import { dismissalsToTell } from "@chancery/db";
import { z } from "zod";
import { listing } from "../query.ts";

const shown = 20;
/** After the promotion is closed it is told for this long. */
const toldForMs = 30 * 24 * 3_600_000;

/** The viewer's own, newest first, that they did not vote over since. */
export const dismissedObjections = listing({
  permission: "promotion:read",
  input: z.strictObject({}),
  output: z.object({ items: z.array(DismissedObjection) }),
  async run({ reader, visible, actor, now }): Promise<{ readonly items: readonly DismissedObjection[] }> {
    const since = new Date(now.getTime() - toldForMs);
    const rows = await dismissalsToTell(reader, { visible, objectorId: actor.id, since, limit: shown });
    return {
      items: rows.map(({ printedName, createdAt, ...row }) => ({
        ...row,
        by: printedName,
        at: createdAt.toISOString(),
      })),
    };
  },
});
