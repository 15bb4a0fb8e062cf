// How the log and the tables stand, as it is answered: status, checks, what they found, and where checkpoints are kept.
import type { Reason } from "./errors.ts";

export type LogStatus = {
  readonly origin: string;
  readonly verifierKey: string;
  readonly size: number;
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    readonly note: string;
    readonly at: string;
  } | null;
};
export type CheckResult = {
  readonly isOk: boolean;
  readonly treeSize: number;
  readonly root: string;
  readonly checkedAt: string;
  /** The first bad entry, when there is one, and what is wrong with it. */
  readonly firstBad: { readonly index: number; readonly reasons: readonly Reason[] } | null;
  /** Of the log, and of the rows that it contradicts: of each kind the first of each fault. */
  readonly reasons: readonly Reason[];
  /** How many rows were held against the log. */
  readonly rows: number;
  /** The same by kind of row; empty where the log is damaged, for then it says nothing of rows. */
  readonly kinds: readonly CheckedKind[];
};
/** Rows of one kind, held against the log. */
export type CheckedKind = {
  /** `votes`, in words. */
  readonly name: string;
  readonly table: string;
  readonly rows: number;
  readonly findings: readonly RowFinding[];
};
export type RowFinding = {
  /** `missing`: an entry records it. `unrecorded`: none does. `misplaced`: the index of the log is wrong about it. `other-files`: a sealed version has others than its manifest names. */
  readonly fault: "differs" | "missing" | "unrecorded" | "misplaced" | "other-files";
  /** The first such row. */
  readonly id: string;
  /** The entry it contradicts; null where none tells of it. */
  readonly entry: number | null;
  /** How many rows of the kind have this fault. */
  readonly count: number;
};
/** A row that a view shows, or misses, which is not what the log says. */
export type RecordContradiction = {
  readonly table: string;
  readonly id: string;
  /** In words: `the vote 0198…`. */
  readonly row: string;
  /** The entry it contradicts; null where none tells of it. */
  readonly entry: number | null;
  /** `missing`: an entry records it. `unrecorded`: none does. `misplaced`: the index of the log is wrong about it. */
  readonly fault: RowFinding["fault"];
  /** What the view shows of it: what the log says, as far as it holds it; the row as it stands; or nothing. */
  readonly shows: "log" | "database" | "nothing";
  /** Columns that differ, in JSON; null where an entry holds a digest alone, and the value shown is not the one recorded. */
  readonly columns: readonly { readonly name: string; readonly told: string | null; readonly stands: string | null }[];
};
/** A row beside what the log says of it. */
export type RowContrast = {
  readonly table: string;
  readonly id: string;
  /** In words: `the vote 0198…`. */
  readonly row: string;
  readonly entry: number | null;
  readonly isThere: boolean;
  /** False once it is as the log says again. */
  readonly isSo: boolean;
  /** Columns that differ; null stands for what is not shown, or not there. */
  readonly columns: readonly { readonly name: string; readonly told: string | null; readonly stands: string | null }[];
};
/** How the log and the tables stand: what the last check found, what is running, and where what was signed is kept. */
export type LogIntegrity = LogStatus & {
  readonly root: string;
  /** Why no act is taken; null while all is well. */
  readonly frozen: Reason | null;
  /** What the last start looked at before it was ready: the head and the entries from here on. */
  readonly start: { readonly at: string; readonly from: number; readonly below: number } | null;
  readonly lastCheck: {
    readonly begunAt: string;
    readonly endedAt: string;
    /** Who asked for it; null for one the server made by itself. */
    readonly by: string | null;
    readonly treeSize: number;
    /** Entries found whole. */
    readonly reach: number;
    readonly rows: number;
    readonly isOk: boolean;
    readonly firstBad: number | null;
    readonly reasons: readonly Reason[];
    readonly kinds: readonly CheckedKind[];
  } | null;
  /** The check that is under way, or was broken off: how far it has got. */
  readonly running: {
    readonly begunAt: string;
    /** Who asked for it; null for one the server makes by itself. */
    readonly by: string | null;
    /** When it said how far it has got. */
    readonly at: string;
    readonly reach: number;
    /** It has said nothing for long: the server takes it up again. */
    readonly isBrokenOff: boolean;
  } | null;
  readonly nextCheckAt: string;
  /** What the last check found in rows, as it is now. */
  readonly contrasts: readonly RowContrast[];
  /** Where checkpoints are kept outside the database. */
  readonly places: readonly {
    readonly place: string;
    readonly size: number | null;
    /** Why the log does not continue it; null where it does, or where there is none yet. */
    readonly fault: Reason | null;
  }[];
  /** Said while no copy lies apart from the data folder. */
  readonly risk: string | null;
};
/** A checkpoint somebody kept, held against the log. */
export type ComparedCheckpoint =
  | { readonly verdict: "consistent"; readonly size: number; readonly treeSize: number }
  /** Entries it was signed over are missing or others now. */
  | { readonly verdict: "inconsistent"; readonly reason: Reason }
  /** It is no checkpoint of this log, so it says nothing of it. */
  | { readonly verdict: "unusable"; readonly reason: Reason };

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
    what: "The database file contradicts itself, so rows were not held against the log",
    next: "Find out who had the file, or whether its disk fails. Then restore a backup into a new data folder.",
  },
  log: {
    what: "The stored log is damaged",
    next: "Find out who had the database. Then restore a backup into a new data folder.",
  },
  guards: {
    what: "The guards of the database are not those this program made, so no act is taken",
    next: "Find out who had the database. Put its guards back or restore a backup, then restart the server.",
  },
  rows: {
    what: "Rows of the database contradict the log",
    next: "Find out who had the database. Then, on the server, `npm run fsck -- --repair` makes the rows what the log says; with `--dry-run` it only shows what it would do.",
  },
};
