// Takes out of a draft all that the server has of a row: its upload, and the file that this has become.
import { outcomeOf, waitMsBefore } from "./outcome.ts";
import type { QueueDeps } from "./queue-deps.ts";
import type { Row } from "./row.ts";

/** Where no answer came, or it was just being finished, it is asked for again so many times. */
const mostTries = 4;

type Taking = Pick<QueueDeps, "transport" | "later" | "random"> & { readonly versionId: string };

/** Nothing of it is left under its path. Throws what stopped it. */
export async function takeOut(row: Row, taking: Taking): Promise<void> {
  await row.beginning; // its answer says what there is to end
  for (let tries = 1; ; tries++)
    try {
      return await end(row, taking);
    } catch (error) {
      if (tries === mostTries || outcomeOf(error, { hasTriedOften: false }).kind !== "again") throw error;
      await new Promise<void>((resolve) => taking.later(waitMsBefore(tries - 1, taking.random), resolve));
    }
}

async function end(row: Row, { transport: open, versionId }: Taking): Promise<void> {
  if (!row.begun && !row.isUnsure) return;
  const transport = await open();
  // Begun again it is the same upload: so its id is known.
  if (!row.begun) row.note((await transport.begin([{ file: row.file, place: row.place(versionId) }]))[0]);
  if (row.begun) await transport.end({ versionId, ...row.begun, hasArrived: row.serverSha256 !== undefined });
  row.begun = undefined;
}
