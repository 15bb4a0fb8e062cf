// How the log and the tables stand, as it is answered: status, checks, what they found, and where checkpoints are kept.
import type { Reason } from "./kernel/view.ts";

/** What a check can find at fault: the file of the database, the log itself, the guards, or rows that contradict the log. */
export type CheckFault = "database" | "log" | "guards" | "rows";
const codesOfGuards = ["guards_differ", "migration_unrecorded", "schema_newer", "schema_differs"];
function faultOf(code: string): CheckFault {
  if (code === "database_unsound") return "database";
  if (codesOfGuards.includes(code)) return "guards";
  return code.startsWith("row_") ? "rows" : "log";
}

/** What a check found, each fault once, by the reasons it gave. */
export function checkFaults(reasons: readonly Pick<Reason, "code">[]): readonly CheckFault[] {
  const found = new Set(reasons.map(({ code }) => faultOf(code)));
  return (["database", "log", "guards", "rows"] as const).filter((fault) => found.has(fault));
}

/** The same in words, and what to do next. */
export const faultInWords: Readonly<Record<CheckFault, { readonly what: string; readonly next: string }>> = {
  database: {
    what: "The database file contradicts itself, so rows were not checked against the log",
    next: "Find out who had access to the file, or whether the disk is failing. Then restore a backup into a new data folder.",
  },
  log: {
    what: "The stored log is damaged",
    next: "Find out who had access to the database. Then restore a backup into a new data folder.",
  },
  guards: {
    what: "The guards of the database are not the ones this program made, so nothing can be written",
    next: "Find out who had access to the database. Put its guards back or restore a backup, then restart the server.",
  },
  rows: {
    what: "Rows of the database contradict the log",
    next: "Find out who had access to the database. Then, on the server, `npm run fsck -- --repair` rebuilds the rows from the log; with `--dry-run` it only shows what it would do.",
  },
};
