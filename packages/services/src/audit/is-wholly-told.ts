// Whether a row without an entry says anything: only where entries tell of every governed row there was.
import { newestSuccess, readLeaves, type Db } from "@chancery/db";
import { leafIn } from "./entry-views.ts";

const beginning = "registry.initialised@1";
const told = new WeakSet<Db>();

/**
 * Whether entries tell of every governed row: the registry began so, or a baseline was taken whole. Until then a row that no
 * entry tells of says nothing.
 */
export async function isWhollyTold(db: Db): Promise<boolean> {
  if (told.has(db)) return true;
  const [first] = await readLeaves(db.read, { from: 0, limit: 1 });
  const began = first && leafIn(first.leaf);
  const newest = await newestSuccess(db.read, "log.baseline@1");
  const taken = newest && leafIn(newest);
  const isTold = (began?.kind === beginning && began.rows !== undefined) || taken?.after["isWhole"] === true;
  if (isTold) told.add(db);
  return isTold;
}
