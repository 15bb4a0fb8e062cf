// How the log and the tables stand, as it is answered: status, checks, what they found, and where checkpoints are kept.
import { z } from "zod";
import { Digest, Time, Reason, type OneOf, type View } from "../kernel/view.ts";

export const LogStatus = z
  .object({
    origin: z.string(),
    verifierKey: z.string(),
    size: z.int(),
    checkpoint: z.object({ size: z.int(), root: Digest, note: z.string(), at: Time }).nullable(),
  })
  .meta({ id: "LogStatus" });
export type LogStatus = View<typeof LogStatus>;

export const RowFinding = z
  .object({
    fault: z
      .enum(["differs", "missing", "unrecorded", "misplaced", "other-files"])
      .describe(
        "`missing`: an entry records it. `unrecorded`: none does. `misplaced`: the index of the log is wrong about it. `other-files`: a sealed version has others than its manifest names.",
      ),
    id: z.string().describe("The first such row."),
    entry: z.int().nullable().describe("The entry it contradicts; null where none tells of it."),
    count: z.int().describe("How many rows of the kind have this fault."),
  })
  .meta({ id: "RowFinding" });
export type RowFinding = View<typeof RowFinding>;

export const CheckedKind = z
  .object({
    name: z.string().describe("`votes`, in words."),
    table: z.string(),
    rows: z.int(),
    findings: z.array(RowFinding),
  })
  .meta({ id: "CheckedKind", description: "Rows of one kind, held against the log." });
export type CheckedKind = View<typeof CheckedKind>;

export const CheckResult = z
  .object({
    isOk: z.boolean(),
    treeSize: z.int(),
    root: Digest,
    checkedAt: Time,
    firstBad: z
      .object({ index: z.int(), reasons: z.array(Reason) })
      .nullable()
      .describe("The first bad entry, when there is one, and what is wrong with it."),
    reasons: z
      .array(Reason)
      .describe("Of the log, and of the rows that it contradicts: of each kind the first of each fault."),
    rows: z.int().describe("How many rows were held against the log."),
    kinds: z
      .array(CheckedKind)
      .describe("The same by kind of row; empty where the log is damaged, for then it says nothing of rows."),
  })
  .meta({ id: "CheckResult" });
export type CheckResult = View<typeof CheckResult>;

export const RecordContradiction = z
  .object({
    table: z.string(),
    id: z.string(),
    row: z.string().describe("In words: `the vote 0198…`."),
    entry: z.int().nullable().describe("The entry it contradicts; null where none tells of it."),
    fault: RowFinding.shape.fault,
    shows: z
      .enum(["log", "database", "nothing"])
      .describe(
        "What the view shows of it: what the log says, as far as it holds it; the row as it stands; or nothing.",
      ),
    columns: z
      .array(z.object({ name: z.string(), told: z.string().nullable(), stands: z.string().nullable() }))
      .describe(
        "Columns that differ, in JSON; null where an entry holds a digest alone, and the value shown is not the one recorded.",
      ),
  })
  .meta({
    id: "RecordContradiction",
    description: "A row that a view shows, or misses, which is not what the log says.",
  });
export type RecordContradiction = View<typeof RecordContradiction>;

export const RowContrast = z
  .object({
    table: z.string(),
    id: z.string(),
    row: z.string().describe("In words: `the vote 0198…`."),
    entry: z.int().nullable(),
    isThere: z.boolean(),
    isSo: z.boolean().describe("False once it is as the log says again."),
    columns: z
      .array(z.object({ name: z.string(), told: z.string().nullable(), stands: z.string().nullable() }))
      .describe("Columns that differ; null stands for what is not shown, or not there."),
  })
  .meta({ id: "RowContrast", description: "A row beside what the log says of it." });
export type RowContrast = View<typeof RowContrast>;

export const LogIntegrity = z
  .object({
    ...LogStatus.shape,
    root: Digest,
    frozen: Reason.nullable().describe("Why no act is taken; null while all is well."),
    start: z
      .object({ at: Time, from: z.int(), below: z.int() })
      .nullable()
      .describe("What the last start looked at before it was ready: the head and the entries from here on."),
    lastCheck: z
      .object({
        begunAt: Time,
        endedAt: Time,
        by: z.string().nullable().describe("Who asked for it; null for one the server made by itself."),
        treeSize: z.int(),
        reach: z.int().describe("Entries found whole."),
        rows: z.int(),
        isOk: z.boolean(),
        firstBad: z.int().nullable(),
        reasons: z.array(Reason),
        kinds: z.array(CheckedKind),
      })
      .nullable(),
    running: z
      .object({
        begunAt: Time,
        by: z.string().nullable().describe("Who asked for it; null for one the server makes by itself."),
        at: Time.describe("When it said how far it has got."),
        reach: z.int(),
        isBrokenOff: z.boolean().describe("It has said nothing for long: the server takes it up again."),
      })
      .nullable()
      .describe("The check that is under way, or was broken off: how far it has got."),
    nextCheckAt: Time,
    contrasts: z.array(RowContrast).describe("What the last check found in rows, as it is now."),
    places: z
      .array(
        z.object({
          place: z.string(),
          size: z.int().nullable(),
          fault: Reason.nullable().describe(
            "Why the log does not continue it; null where it does, or where there is none yet.",
          ),
        }),
      )
      .describe("Where checkpoints are kept outside the database."),
    risk: z.string().nullable().describe("Said while no copy lies apart from the data folder."),
  })
  .meta({
    id: "LogIntegrity",
    description:
      "How the log and the tables stand: what the last check found, what is running, and where what was signed is kept.",
  });
export type LogIntegrity = View<typeof LogIntegrity>;

export const ComparedCheckpoint = z
  .discriminatedUnion("verdict", [
    z.object({ verdict: z.literal("consistent"), size: z.int(), treeSize: z.int() }),
    z
      .object({ verdict: z.literal("inconsistent"), reason: Reason })
      .describe("Entries it was signed over are missing now, or differ."),
    z
      .object({ verdict: z.literal("unusable"), reason: Reason })
      .describe("It is no checkpoint of this log, so it says nothing about it."),
  ])
  .meta({ id: "ComparedCheckpoint", description: "A checkpoint somebody kept, held against the log." });
export type ComparedCheckpoint = OneOf<typeof ComparedCheckpoint>;
