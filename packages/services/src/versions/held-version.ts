// What is handed out of a version: its state, and its manifest's digest, are those that the log recorded, whatever its row says.
import { versionSubject, type Reader, type VersionSubject } from "@chancery/db";
import { z } from "zod";
import { logForReads } from "../audit/known-log.ts";
import { contradicted, rowInWords } from "../audit/row-words.ts";
import { imageByLog } from "../audit/rows-called.ts";
import { saidOfVersion } from "../audit/said.ts";
import type { House } from "../house.ts";

type Held = { readonly house: House; readonly reader: Reader };
export type Recorded = Pick<VersionSubject, "id" | "state" | "manifestDigest">;
const Told = z.object({
  state: z.enum(["draft", "sealed", "revoked", "discarded"]),
  manifestDigest: z.string().nullable(),
});

/** An act may commit between two reads, so what differs is looked at again. */
const looks = 3;

/** As the log has it, with an alarm where the row says something else. Refused (`record_contradicts_log`) where no entry tells of it. */
export async function heldVersion(held: Held, version: Recorded): Promise<Recorded> {
  const { house, reader } = held;
  let row = version;
  for (let looked = 1; ; looked++) {
    const told = await recorded(held, row);
    if (told.state === row.state && told.manifestDigest === row.manifestDigest) return told;
    const again = looked < looks ? await versionSubject(reader, row.id) : undefined;
    if (!again) {
      const { id, state, manifestDigest } = row;
      house.log.error({ row: { id, state, manifestDigest }, recorded: told }, alarm);
      return told;
    }
    row = again;
  }
}
const alarm = "a row does not match the log: what the log says of the version was handed out";

/** Until this process has read the log, by its index. */
async function recorded({ house, reader }: Held, row: Recorded): Promise<Recorded> {
  const { id } = row;
  const entries = await logForReads(house);
  const image = entries
    ? await imageByLog({ entries, reader }, { table: "versions", id })
    : await saidOfVersion({ house, reader }, id);
  const told = Told.safeParse(image);
  if (told.success) return { id, ...told.data };
  if (entries?.isWhollyTold()) throw contradicted(rowInWords({ table: "versions", id, columns: [] }), null);
  return row;
}
