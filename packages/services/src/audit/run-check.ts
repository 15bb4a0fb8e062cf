// The check itself: the database and its guards, the stored log against itself, then every governed row against the log.
import { setImmediate as letOthersRun } from "node:timers/promises";
import type { CheckedKind, CheckResult, Reason } from "@chancery/core";
import { governedTables, type Reader } from "@chancery/db";
import type { House } from "../house.ts";
import { compareRows, type RowComparison } from "./compare-rows.ts";
import { readOutside } from "./continues-checkpoint.ts";
import { promotionIn, wrongWaits } from "../promotions/note-waits.ts";
import { freeze } from "./freeze.ts";
import { trustedLogNames } from "./log-names.ts";
import { kindInWords, rowInWords } from "./row-words.ts";
import { scanLog } from "./scan-log.ts";

type Check = {
  readonly reader: Reader;
  readonly now: Date;
  /** Where a check that was broken off had got to in the log. */
  readonly from?: number | undefined;
  /** Between pages; told how many entries of the log are done. */
  rest?(reach: number): Promise<unknown>;
};

/** The stored log against itself. */
export const scanStored = async (house: House, { reader, from, rest }: Omit<Check, "now">) =>
  scanLog({
    reader,
    key: house.signer,
    names: await trustedLogNames(house),
    outside: await readOutside(house),
    ...(from === undefined ? {} : { from }),
    ...(rest && { rest }),
  });

/** Freezes the house, as a start would, where the guards are not those of this program. */
export async function runCheck(house: House, { reader, now, from, rest = () => letOthersRun() }: Check) {
  const guards = await house.db.whyNotGuarded();
  if (guards && !house.freeze.because) freeze(house, guards);
  const unsound = await house.db.whyNotSound();
  const { treeSize, root, firstBad, ...scan } = await scanStored(house, { reader, from, rest });
  const reasons = [...(unsound ? [unsound] : []), ...scan.reasons];
  // What a damaged log says of rows is worth nothing.
  const rows = reasons.length === 0 ? await compareRows(house.db, { rest: () => rest(treeSize) }) : undefined;
  const faults = (rows?.faults ?? []).map(reasonOf);
  // They are made of rows that must be right themselves.
  const waits = rows && faults.length === 0 ? await whyWaitsDiffer(reader) : undefined;
  const found = [...reasons, ...(guards ? [guards] : []), ...faults, ...(waits ? [waits] : [])];
  const result: CheckResult = {
    isOk: found.length === 0,
    treeSize,
    root,
    checkedAt: now.toISOString(),
    firstBad,
    reasons: found,
    rows: rows?.rows ?? 0,
    kinds: rows ? kindsOf(rows) : [],
  };
  return result;
}

/** Rows that follow from others are made again and held against those. */
async function whyWaitsDiffer(reader: Reader): Promise<Reason | undefined> {
  const [first, ...others] = await wrongWaits(reader);
  if (!first) return undefined;
  const more = others.length > 0 ? ` (and ${others.length} more promotions)` : "";
  return {
    code: "row_waits_differ",
    message: `whom ${promotionIn(first)} waits for is not what the policy says${more}`,
  };
}

const kindsOf = ({ held, faults }: RowComparison): readonly CheckedKind[] =>
  governedTables.map((table) => ({
    name: kindInWords(table),
    table,
    rows: held[table] ?? 0,
    findings: faults
      .filter((fault) => fault.table === table)
      .map(({ fault, id, entry, count }) => ({ fault, id, entry, count })),
  }));

/** The first row of a table with this fault, and how many more have it. */
function reasonOf({ table, id, fault, entry, count }: RowComparison["faults"][number]): Reason {
  const row = rowInWords({ table, id, columns: [] });
  const others = count > 1 ? ` (and ${count - 1} more faulty rows of its kind)` : "";
  if (fault === "misplaced")
    return { code: "row_misplaced", message: `the index of entry ${entry} is wrong about ${row}${others}` };
  if (fault === "other-files")
    return { code: "row_files_differ", message: `the files of ${row} are not those of its manifest${others}` };
  if (fault === "unrecorded")
    return { code: "row_unrecorded", message: `no entry of the log mentions ${row}${others}` };
  return fault === "missing"
    ? { code: "row_missing", message: `${row} is missing, although entry ${entry} records it${others}` }
    : { code: "row_differs", message: `${row} does not match entry ${entry}${others}` };
}
