// Gives every model without a row of its own one: those of before rows were kept. Lists do not wait for it.
import { modelsWithoutSummary } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { refreshModelSummaries } from "./refresh-summary.ts";

/** Models to a transaction: others write between two. */
const batch = 50;

/** Until none is left, or `isStopped`. Several processes may do so at once: each writes what it finds behind the row's lock. */
export async function fillModelSummaries(house: House, isStopped: () => boolean = () => false): Promise<number> {
  let filled = 0;
  for (let after: string | undefined; !isStopped();) {
    const modelIds = await modelsWithoutSummary(house.db.read, { after, limit: batch });
    after = modelIds.at(-1);
    if (after === undefined) break;
    await bookkeeping(house, "summary.filled", (tx) => refreshModelSummaries(tx, modelIds));
    filled += modelIds.length;
  }
  return filled;
}
