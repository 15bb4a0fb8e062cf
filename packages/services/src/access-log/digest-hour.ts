// Seals one hour of the access log into the audit log, by its digest.
import { createHash } from "node:crypto";
import { canonicalJson, organisation } from "@chancery/core";
import { accessesBetween, type AccessRow, type Reader } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { inside } from "../describes.ts";

const hourMs = 3_600_000;
const batch = 1000;

export const nextHour = (hour: Date): Date => new Date(hour.getTime() + hourMs);
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs);

/** Count and SHA-256 of an hour's accesses: one line of canonical JSON each, in order of time and id. `from` is its first instant. */
export async function digestOfHour(
  reader: Reader,
  from: Date,
): Promise<{ readonly count: number; readonly digest: string }> {
  const hash = createHash("sha256");
  let count = 0;
  for (let after: AccessRow | undefined; ;) {
    const rows = await accessesBetween(reader, { from, to: nextHour(from), after, limit: batch });
    for (const row of rows) hash.update(canonicalJson({ ...row, at: row.at.toISOString() })).update("\n");
    count += rows.length;
    after = rows.at(-1);
    if (rows.length < batch) return { count, digest: hash.digest("hex") };
  }
}

/** An act of the system: nobody else may. The hour must be over. */
export const digestAccessHour = command({
  kind: "access-log.digested@1",
  permission: "access-log:digest",
  input: z.strictObject({
    from: z.iso.datetime().refine((from) => Date.parse(from) % hourMs === 0, { message: "an hour begins at :00" }),
  }),
  output: inside,
  subject: () => Promise.resolve(organisation),
  async run({ tx }, { from }) {
    const begin = new Date(from);
    const { count, digest } = await digestOfHour(tx, begin);
    const audit = { from: begin.toISOString(), to: nextHour(begin).toISOString(), count, digest };
    return { result: audit, audit };
  },
});
