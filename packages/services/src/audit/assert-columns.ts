// A filter goes by columns beside the leaves: they are held against what this process read in the leaves themselves.
import { setImmediate as letOthersRun } from "node:timers/promises";
import { eventType, refuse } from "@chancery/core";
import { entryColumns, type Reader } from "@chancery/db";
import type { House } from "../house.ts";
import { columnsText } from "./known-entries.ts";
import { followLog } from "./known-log.ts";

const pageSize = 1000;

/**
 * Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) where a column beside an entry is not what its leaf says: a filter
 * would pass the entry over. Reads the columns of the whole log, without its leaves.
 */
export async function assertColumns(house: House, reader: Reader): Promise<void> {
  const held = (await followLog(house, reader)).columnsToHold();
  for (let from = 0; from < held.size; from += pageSize) {
    const page = await entryColumns(reader, { from, below: Math.min(from + pageSize, held.size) });
    for (const { kind, ...entry } of page) held.add(columnsText({ ...entry, type: eventType(kind) }));
    await letOthersRun();
  }
  if (held.isSame()) return;
  throw refuse(
    "ILLEGAL_TRANSITION",
    "record_contradicts_log",
    "the columns stored beside the entries do not match them, so a filter would miss some: export without a filter, and ask an admin to check the audit log",
  );
}
