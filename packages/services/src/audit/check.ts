// fsck: scans the stored log, holds the tables against it, then writes down that it was checked and what was found.
import { organisation, type CheckResult, type Reason } from "@chancery/core";
import { z } from "zod";
import { command, type Command } from "../command.ts";
import { query } from "../query.ts";
import { compareRows, type RowFault } from "./compare-rows.ts";
import { readOutside } from "./continues-checkpoint.ts";
import { trustedLogNames } from "./log-names.ts";
import { rowInWords } from "./said.ts";
import { scanLog } from "./scan-log.ts";

const CheckInput = z.strictObject({});
const kind = "audit.checked@1";
const permission = "audit:check";

const scan = query({
  permission,
  input: CheckInput,
  refusedAs: kind,
  subject: () => Promise.resolve(organisation),
  async run({ house, reader, now }): Promise<CheckResult> {
    const { treeSize, root, firstBad, reasons } = await scanLog({
      reader,
      key: house.signer,
      names: await trustedLogNames(house),
      outside: await readOutside(house),
    });
    // What a damaged log says of rows is worth nothing.
    const rows = reasons.length === 0 ? await compareRows(house.db) : undefined;
    const faults = rows?.faults ?? [];
    return {
      isOk: reasons.length === 0 && faults.length === 0,
      treeSize,
      root,
      checkedAt: now.toISOString(),
      firstBad,
      reasons: [...reasons, ...faults.map((fault) => reasonOf(fault, rows?.counts[fault.table] ?? 1))],
      rows: rows?.rows ?? 0,
    };
  },
});

/** The first row of a table that is at fault, and how many more are. */
function reasonOf({ table, id, fault, entry }: RowFault, count: number): Reason {
  const row = rowInWords({ table, id, columns: [] });
  const others = count > 1 ? ` (and ${count - 1} more faulty rows of its kind)` : "";
  if (fault === "misplaced")
    return { code: "row_misplaced", message: `the index of entry ${entry} is wrong about ${row}${others}` };
  if (fault === "unrecorded")
    return { code: "row_unrecorded", message: `no entry of the log mentions ${row}${others}` };
  return fault === "missing"
    ? { code: "row_missing", message: `${row} is missing, although entry ${entry} records it${others}` }
    : { code: "row_differs", message: `${row} does not match entry ${entry}${others}` };
}

const recordCheck = command({
  kind,
  permission,
  input: z.strictObject({ treeSize: z.int(), isOk: z.boolean(), firstBadIndex: z.int().nullable() }),
  isReplayed: false, // a check sent twice is made twice: its verdict is of that moment
  subject: () => Promise.resolve(organisation),
  run: (_scope, audit) => Promise.resolve({ result: undefined, audit }),
});

/** Checks every stored entry. The scan holds no lock; that it was made, and its verdict, becomes an entry, unless a damaged log takes none. */
export const checkLog: Command<typeof CheckInput, CheckResult> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof scan>): Promise<CheckResult> => {
    const result = await scan(house, call, raw);
    const { treeSize, isOk, firstBad } = result;
    await recordCheck(house, call, { treeSize, isOk, firstBadIndex: firstBad?.index ?? null }).catch(
      (error: unknown) => {
        if (isOk) throw error;
        house.log.error(
          { err: error, requestId: call.requestId },
          "the verdict on a damaged log could not be written into it",
        );
      },
    );
    return result;
  },
  { input: CheckInput, kind, permission } as const,
);
