// How the log and the tables stand: what the last check found, what runs now, where what was signed is kept, and whether acts are taken.
import { organisation, LogIntegrity } from "@chancery/core";
import { governedTables, labelsOf, readHead, type Reader } from "@chancery/db";
import { z } from "zod";
import type { House } from "../house.ts";
import { query } from "../query.ts";
import { nextNightAfter } from "./check-by-itself.ts";
import type { CheckNote } from "./check-note.ts";
import { isBrokenOff } from "./check-progress.ts";
import { openOutside, readOutside, whyNotContinued } from "./continues-checkpoint.ts";
import { contrastOf } from "./said.ts";
import { statusOf } from "./status.ts";

/** So many rows found by the last check are looked at again. */
const maxContrasts = 20;

export const logIntegrity = query({
  permission: "audit:read",
  input: z.strictObject({}),
  output: LogIntegrity,
  subject: () => Promise.resolve(organisation),
  async run({ house, reader, now }): Promise<LogIntegrity> {
    const { freeze, checkNote } = house;
    const [status, head] = await Promise.all([statusOf(house, reader), readHead(reader)]);
    const [note, progress, risk] = await Promise.all([checkNote.read(), checkNote.progress(), house.whyNotApart()]);
    return {
      ...status,
      root: head.root,
      frozen: freeze.because ?? null,
      start: freeze.looked ? { ...freeze.looked, at: freeze.looked.at.toISOString() } : null,
      lastCheck: note ? { ...note, by: await nameOf(reader, note.by) } : null,
      running: progress
        ? { ...progress, by: await nameOf(reader, progress.by), isBrokenOff: isBrokenOff(progress, now) }
        : null,
      nextCheckAt: nextNightAfter(now).toISOString(),
      contrasts: note ? await contrastsOf(house, reader, note) : [],
      places: await placesOf(house, head),
      risk: risk ?? null,
    };
  },
});

const nameOf = async (reader: Reader, id: string | null): Promise<string | null> =>
  id === null ? null : ((await labelsOf(reader, [id])).get(id) ?? id);

function contrastsOf(house: House, reader: Reader, { kinds }: CheckNote) {
  const found = governedTables.flatMap((table) =>
    (kinds.find((kind) => kind.table === table)?.findings ?? [])
      .filter(({ fault }) => fault !== "misplaced") // of the log's index, not of a row
      .map(({ id }) => ({ table, id })),
  );
  return Promise.all(found.slice(0, maxContrasts).map((place) => contrastOf({ reader, house }, place)));
}

/** Each copy outside the database, held against the log as it is now. */
async function placesOf(house: House, head: { readonly size: number; readonly root: string }) {
  const outside = await readOutside(house);
  return Promise.all(
    outside.map(async (kept) => {
      const opened = openOutside(house, kept);
      if (!opened.ok) return { place: kept.place, size: null, fault: opened.reason };
      const { checkpoint } = opened;
      const fault = checkpoint && (await whyNotContinued(house.db.read, head, checkpoint));
      return { place: kept.place, size: checkpoint?.size ?? null, fault: fault ?? null };
    }),
  );
}
