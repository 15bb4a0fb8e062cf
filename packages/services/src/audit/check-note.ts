// What the last check of the log found, kept outside the database, where SQL does not reach it.
import type { CheckResult } from "@chancery/core";
import { z } from "zod";

const CheckNote = z.object({
  begunAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Id of who asked for it; null for one the server made by itself. */
  by: z.string().nullable().default(null),
  treeSize: z.int(),
  /** Entries found whole. */
  reach: z.int(),
  rows: z.int(),
  isOk: z.boolean(),
  firstBad: z.int().nullable(),
  reasons: z.array(z.object({ code: z.string(), message: z.string() })),
  kinds: z
    .array(
      z.object({
        name: z.string(),
        table: z.string(),
        rows: z.int(),
        findings: z.array(
          z.object({
            fault: z.enum(["differs", "missing", "unrecorded", "misplaced"]),
            id: z.string(),
            entry: z.int().nullable(),
            count: z.int(),
          }),
        ),
      }),
    )
    .default([]),
});
export type CheckNote = z.infer<typeof CheckNote>;

/** How far a check that runs, or was broken off, has got in the log, when it said so, and the id of who asked for it. */
const CheckProgress = z.object({
  begunAt: z.iso.datetime(),
  at: z.iso.datetime(),
  reach: z.int(),
  by: z.string().nullable().default(null),
});
export type CheckProgress = z.infer<typeof CheckProgress>;

/** Where it is kept. Processes of one registry share it, and take turns at checking. */
export type CheckNotes = {
  read(): Promise<CheckNote | undefined>;
  /** Of a check that has ended. */
  write(note: CheckNote): Promise<void>;
  progress(): Promise<CheckProgress | undefined>;
  noteProgress(progress: CheckProgress): Promise<void>;
  clearProgress(): Promise<void>;
  /** False where another process checks; one that has said nothing for so long is taken for dead. */
  claim(staleMs: number): Promise<boolean>;
  /** Says that the claim still holds. */
  renew(): Promise<void>;
  release(): Promise<void>;
};

/** Undefined for what is no note: the next check replaces it. */
export const readCheckNote = (text: string): CheckNote | undefined => read(CheckNote, text);
/** Undefined for what is none: the check begins anew. */
export const readCheckProgress = (text: string): CheckProgress | undefined => read(CheckProgress, text);

function read<T extends z.ZodType>(schema: T, text: string): z.output<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export const noteOf = (
  { treeSize, rows, isOk, firstBad, reasons, kinds }: CheckResult,
  { begunAt, endedAt, by }: { readonly begunAt: Date; readonly endedAt: Date; readonly by: string | null },
): CheckNote => ({
  begunAt: begunAt.toISOString(),
  endedAt: endedAt.toISOString(),
  by,
  treeSize,
  reach: firstBad?.index ?? treeSize,
  rows,
  isOk,
  firstBad: firstBad?.index ?? null,
  reasons: reasons.map(({ code, message }) => ({ code, message })),
  kinds: kinds.map(({ findings, ...kind }) => ({ ...kind, findings: [...findings] })),
});
