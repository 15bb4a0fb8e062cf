// The way back: governed rows become what the log says again, in one transaction and with an entry of its own.
import { checkFaults, refuse, type JsonValue, type LeafRows } from "@chancery/core";
import {
  governedRow,
  governedRows,
  lockHead,
  markDossiersOld,
  newestTelling,
  orderOfTable,
  placeOf,
  readEntries,
  removeRow,
  replaceFiles,
  restoreRow,
  retellIndex,
  rewriteRow,
  takeWritten,
  withoutGuards,
  type GovernedTable,
  type RowValues,
  type Tx,
  type WrittenRow,
} from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { refreshModelSummaries } from "../models/refresh-summary.ts";
import { mendWaits, promotionIn, wrongWaits } from "../promotions/note-waits.ts";
import { appendUnacted } from "./append-unacted.ts";
import { isWhollyTold } from "./is-wholly-told.ts";
import { sealedFiles } from "./compare-files.ts";
import { compareRows, type RowFault } from "./compare-rows.ts";
import { leafIn } from "./entry-views.ts";
import { recoverColumns } from "./recover-columns.ts";
import { scanStored } from "./run-check.ts";
import { rowInWords } from "./row-words.ts";
import { differingColumnsOf } from "./standing.ts";
import { toldRowsOf } from "./tell-rows.ts";

/** What becomes of a row. */
export type Mend = {
  readonly table: GovernedTable;
  readonly id: string;
  /** `refiled`: a sealed version got the files of its manifest back. */
  readonly what: "rewritten" | "restored" | "removed" | "refiled";
  /** The entry it is made of; null where none tells of the row. */
  readonly entry: number | null;
  /** What is written; of a row that is removed nothing. */
  readonly columns: Readonly<Record<string, JsonValue>>;
  readonly lost: readonly string[];
};
export type Repair = {
  readonly mends: readonly Mend[];
  /** Entries of which the index of told rows was made anew. */
  readonly reindexed: readonly number[];
  /** Promotions of which whom they wait for was made anew from the policy. Of rows that follow from others no entry tells. */
  readonly waits: readonly string[];
};

/** `the vote 0198… (decision): rewritten from entry 12, lost: note` */
export function mendInWords({ table, id, what, entry, columns, lost }: Mend): string {
  const names = what === "rewritten" ? Object.keys(columns) : [];
  const from = entry === null ? "" : ` from entry ${entry}`;
  if (what === "refiled") return `${rowInWords({ table, id, columns: [] })}: has the files of its manifest again`;
  const gone = lost.length > 0 ? `; lost, for only the row held it: ${lost.join(", ")}` : "";
  return `${rowInWords({ table, id, columns: names })}: ${what}${what === "removed" ? "" : from}${gone}`;
}

/**
 * Makes of every row that the log contradicts what the log says: rewrites it, brings it back, or removes one that no entry
 * tells of. With `isDry` it says what it would do and does nothing. ILLEGAL_TRANSITION where the log itself is damaged:
 * then it says nothing of rows.
 */
export async function repairRows(house: House, { isDry }: { readonly isDry: boolean }): Promise<Repair> {
  const { reasons } = await scanStored(house, { reader: house.db.read });
  const why = house.freeze.because ?? reasons[0];
  if (why && !checkFaults([why]).includes("log"))
    throw refuse("ILLEGAL_TRANSITION", why.code, `${why.message}: nothing was repaired`);
  if (why)
    throw refuse(
      "ILLEGAL_TRANSITION",
      "log_damaged",
      `the log itself is damaged (${why.message}), so rows cannot be rebuilt from it: nothing was changed. Restore a backup`,
    );
  if (!(await isWhollyTold(house.db)))
    throw refuse(
      "ILLEGAL_TRANSITION",
      "rows_untold",
      "the log does not cover every row yet: start the server once, then repair",
    );
  const patience = { patienceMs: 60_000 };
  try {
    return await bookkeeping(house, "rows.repaired", (tx) => repairIn(house, tx, isDry), patience);
  } catch (error) {
    if (error instanceof Shown) return error.repair;
    throw error;
  }
}

/** Takes back what a dry run did to learn what it would do: it goes the road of the real one. */
class Shown extends Error {
  readonly repair: Repair;
  constructor(repair: Repair) {
    super("only shown");
    this.repair = repair;
  }
}

async function repairIn(house: House, tx: Tx, isDry: boolean): Promise<Repair> {
  await lockHead(tx); // no act lies between what is compared and what is written
  const { all } = await compareRows(house.db, { reader: tx });
  const reindexed = [...new Set(all.flatMap(({ fault, entry }) => (fault === "misplaced" ? (entry ?? []) : [])))];
  const rows = all.filter(({ fault }) => fault !== "misplaced");
  if (all.length === 0) {
    const waits = isDry ? await wrongWaits(tx) : await mendWaits(tx);
    return { mends: [], reindexed, waits: waits.map(promotionIn) };
  }
  return withoutGuards(tx, async () => {
    for (const index of reindexed) await reindex(tx, index);
    const mends = await mendsOf(tx, rows); // the index says where the newest word on a row is
    if (isDry) throw new Shown({ mends, reindexed, waits: [] });
    for (const mend of inOrder(mends)) await apply(tx, mend);
    await record(house, tx, { mends, reindexed });
    return { mends, reindexed, waits: (await mendWaits(tx)).map(promotionIn) };
  });
}

const rowsIn = (leaf: Uint8Array): LeafRows => leafIn(leaf)?.rows ?? {};

async function reindex(tx: Tx, index: number): Promise<void> {
  const [entry] = await readEntries(tx, { from: index, below: index + 1, limit: 1 });
  await retellIndex(tx, { index, rows: toldRowsOf(entry ? rowsIn(entry.leaf) : {}) });
}

async function mendsOf(tx: Tx, faults: readonly RowFault[]): Promise<readonly Mend[]> {
  const mends: Mend[] = [];
  for (const { table, id, fault, entry: sealedIn } of faults) {
    if (fault === "other-files") {
      mends.push({ table, id, what: "refiled", entry: sealedIn, columns: {}, lost: [] });
      continue;
    }
    const telling = await newestTelling(tx, { table, id });
    const told = telling && rowsIn(telling.leaf)[`${table}/${id}`];
    const row = await governedRow(tx, { table, id });
    if (!told) {
      if (row) mends.push({ table, id, what: "removed", entry: telling?.index ?? null, columns: {}, lost: [] });
      continue;
    }
    const entry = telling.index;
    const place = { table, id, told, entry, row };
    if (!row) mends.push({ table, id, what: "restored", entry, ...(await recoverColumns(tx, place)) });
    else {
      const differing = await differingColumnsOf(tx, { table, id, row, told, entry });
      const only = Object.fromEntries(Object.entries(told).filter(([column]) => differing.includes(column)));
      mends.push({ table, id, what: "rewritten", entry, ...(await recoverColumns(tx, { ...place, told: only })) });
    }
  }
  return mends;
}

/** What no entry tells of goes first, for it may hold a place; then what stands, then what comes back, after what it refers to. */
function inOrder(mends: readonly Mend[]): readonly Mend[] {
  const of = (what: Mend["what"]) =>
    mends.filter((mend) => mend.what === what).toSorted((a, b) => orderOfTable(a.table) - orderOfTable(b.table));
  return [...of("removed").toReversed(), ...of("rewritten"), ...of("restored"), ...of("refiled")];
}

async function apply(tx: Tx, { table, id, what, columns }: Mend): Promise<void> {
  if (what === "removed") await removeRow(tx, { table, id });
  else if (what === "refiled") await refile(tx, id);
  else if (what === "rewritten") await rewriteRow(tx, { table, id, columns });
  else await restoreRow(tx, { table, columns });
}

async function refile(tx: Tx, versionId: string): Promise<void> {
  const version = await governedRow(tx, { table: "versions", id: versionId });
  const files = version && sealedFiles(version);
  if (files) await replaceFiles(tx, { versionId, files });
}

/** A leaf holds 65,535 bytes, and tells of each row besides. */
const maxNamedBytes = 8_000;

/** The first of these lines that an entry has room for. */
function fitting(lines: readonly string[]): string[] {
  let left = maxNamedBytes;
  return lines.filter((line) => (left -= Buffer.byteLength(line) + 3) > 0);
}

async function record(house: House, tx: Tx, { mends, reindexed }: Omit<Repair, "waits">): Promise<void> {
  await refreshModelSummaries(tx, await allModels(tx));
  const lost = mends.flatMap(({ table, id, lost: columns }) => columns.map((column) => `${table}/${id} ${column}`));
  const counts = (what: Mend["what"]) => mends.filter((mend) => mend.what === what).length;
  const data = {
    rewritten: counts("rewritten") + counts("refiled"),
    restored: counts("restored"),
    removed: counts("removed"),
    reindexed: reindexed.length,
    lostColumns: lost.length,
    mended: fitting(mends.map(({ table, id, what }) => `${what} ${table}/${id}`)),
    lost: fitting(lost),
  };
  await markLostDossiersOld(house, tx, mends);
  const written = await writtenBy(tx, mends);
  const inForce = await inForceBeside(tx, written);
  const beside = new Set(inForce.map(({ table, id }) => `${table}/${id}`));
  const first = written.filter(({ table, id }) => !beside.has(`${table}/${id}`));
  const entryId = await appendUnacted(house, tx, { kind: "log.repaired@1", data, written: first });
  // The newest entry about a place says who holds it: so what is in force is told last.
  if (inForce.length > 0)
    await appendUnacted(house, tx, { kind: "log.rows-continued@1", data: { entryId }, written: inForce });
}

/** With rows that held already what stands for a lost value: nothing was written, and yet the entry must tell of them. */
async function writtenBy(tx: Tx, mends: readonly Mend[]): Promise<readonly WrittenRow[]> {
  const written = await takeWritten(tx);
  const noted = new Set(written.map(({ table, id }) => `${table}/${id}`));
  const others = mends.filter(({ table, id }) => !noted.has(`${table}/${id}`));
  const rows = others.map(async ({ table, id }) => ({ table, id, row: await governedRow(tx, { table, id }) }));
  return [...written, ...(await Promise.all(rows))];
}

/** Whoever is shown an open promotion whose frozen text is lost gets the next revision. */
async function markLostDossiersOld(house: House, tx: Tx, mends: readonly Mend[]): Promise<void> {
  for (const { table, id, lost } of mends) {
    if (table !== "dossierRevisions" || !lost.includes("document")) continue;
    const promotionId = id.slice(0, id.lastIndexOf("/"));
    const promotion = await governedRow(tx, { table: "promotions", id: promotionId });
    if (promotion && ["open", "approved"].includes(String(promotion["state"])))
      await markDossiersOld(tx, { promotionIds: [promotionId], by: house.newId() });
  }
}

const pageSize = 500;

async function* everyRow(tx: Tx, table: GovernedTable): AsyncGenerator<RowValues> {
  for (let after: RowValues | undefined; ;) {
    const page = await governedRows(tx, { table, after, limit: pageSize });
    yield* page;
    after = page.at(-1);
    if (page.length < pageSize) return;
  }
}

async function allModels(tx: Tx): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const row of everyRow(tx, "models")) ids.push(String(row["id"]));
  return ids;
}

/** The rows in force in the places that these are about. */
async function inForceBeside(tx: Tx, written: readonly WrittenRow[]): Promise<readonly WrittenRow[]> {
  const found: WrittenRow[] = [];
  for (const table of ["occupancies", "aliases"] as const) {
    const places = new Set(written.flatMap((one) => (one.table === table && one.row ? [placeOf(table, one.row)] : [])));
    if (places.size === 0) continue;
    for await (const row of everyRow(tx, table))
      if (row["to"] === null && places.has(placeOf(table, row))) found.push({ table, id: String(row["id"]), row });
  }
  return found;
}
