// What a reference means, held against the log: a forged row takes nothing over, a deleted or renamed one takes nothing down.
import { isChanceryError, type ChanceryError, type VersionReference } from "@chancery/core";
import { madeWhileUnchanged, readReference, versionReferred, type Reader, type Referred } from "@chancery/db";
import { z } from "zod";
import { logAsRead, logForReads } from "../audit/known-log.ts";
import { saidOfReference } from "../audit/said-of-reference.ts";
import { saidOfPlace, saidOfVersion } from "../audit/said.ts";
import type { House } from "../house.ts";

type Held = { readonly house: House; readonly reader: Reader };
type Asked = { readonly team: string; readonly name: string; readonly target: VersionReference["target"] };
export type HeldReference = {
  /** What the log says it means. */
  readonly referred: Referred | undefined;
  /** Whether rows say something else. */
  readonly isContradicted: boolean;
  /** Why the log cannot say: an entry was edited. Rows are not believed then. */
  readonly refusal: ChanceryError | undefined;
};

/** `isHeld`: false where the index is to be asked still. */
type Answer = HeldReference & { readonly isHeld: boolean };

/**
 * Kept for as long as nothing was committed. Until this process has read a log that tells of every row, what rows say, which
 * `asIndexed` holds against the index.
 */
export function heldReference({ house, reader }: Held, asked: Asked): Promise<Answer> {
  const key = `held_reference ${logAsRead(house.db) ? "" : "unread"} ${JSON.stringify(asked)}`;
  return madeWhileUnchanged(house.db, key, () => lookUp({ house, reader }, asked));
}

/** An act may commit between two reads, so what differs is looked at again. */
const looks = 3;

async function lookUp({ house, reader }: Held, asked: Asked): Promise<Answer> {
  let rows = await readReference(reader, asked);
  for (let looked = 1; ; looked++) {
    const entries = await logForReads(house);
    if (!entries?.isWhollyTold()) return { ...asRead(rows), isHeld: false };
    try {
      const recorded = await saidOfReference({ reader, entries }, asked);
      if (isSame(rows, recorded)) return { ...asRead(recorded), isHeld: true };
      if (looked === looks) return { ...contradicted(house, rows, recorded), isHeld: true };
    } catch (error) {
      if (!isChanceryError(error)) throw error;
      house.log.error(
        { asked, reason: error.reasons[0] },
        "the log cannot say what a reference means: the reference is refused",
      );
      return { referred: rows, isContradicted: true, refusal: error, isHeld: true };
    }
    rows = await readReference(reader, asked);
  }
}

const asRead = (referred: Referred | undefined): HeldReference => ({
  referred,
  isContradicted: false,
  refusal: undefined,
});
function contradicted(house: House, rows: Referred | undefined, recorded: Referred | undefined): HeldReference {
  house.log.error({ row: rows, recorded }, "a row does not match the log: what the log says was answered");
  return { referred: recorded, isContradicted: true, refusal: undefined };
}

const told = [
  ...(["teamId", "modelId", "visibility", "team", "name"] as const),
  ...(["versionId", "number", "state", "manifestDigest"] as const),
];
const isSame = (a: Referred | undefined, b: Referred | undefined) =>
  a === b || (a !== undefined && b !== undefined && told.every((column) => a[column] === b[column]));

/** The same by the index of the log, while this process has not read it: of what stages and aliases name, and of the version. */
export async function asIndexed({ house, reader }: Held, asked: Asked, first: Referred): Promise<HeldReference> {
  let rows = first;
  for (let looked = 1; ; looked++) {
    const recorded = await versionAsIndexed({ house, reader }, await nameAsIndexed({ house, reader }, asked, rows));
    if (isSame(rows, recorded)) return asRead(recorded);
    const again = looked < looks ? await readReference(reader, asked) : undefined;
    if (!again) return contradicted(house, rows, recorded);
    rows = again;
  }
}

async function nameAsIndexed(held: Held, { target }: Asked, referred: Referred): Promise<Referred> {
  if (target.kind !== "name") return referred;
  const { stages } = held.house.db;
  const isStage = stages.has(target.name);
  if (isStage && !stages.isExclusive(target.name)) return referred;
  const table = isStage ? "occupancies" : "aliases";
  const said = await saidOfPlace(held, { table, modelId: referred.modelId, name: referred.alias ?? target.name });
  if (!said || said.versionId === referred.versionId) return referred;
  const nothing = { ...referred, versionId: null, number: null, state: null, manifestDigest: null };
  return said.versionId === null ? nothing : { ...nothing, ...(await versionReferred(held.reader, said.versionId)) };
}

async function versionAsIndexed(held: Held, referred: Referred): Promise<Referred> {
  if (referred.versionId === null) return referred;
  const recorded = Version.safeParse(await saidOfVersion(held, referred.versionId));
  return recorded.success ? { ...referred, ...recorded.data } : referred;
}
const Version = z.object({
  number: z.int(),
  state: z.enum(["draft", "sealed", "revoked", "discarded"]),
  manifestDigest: z.string().nullable(),
});
