// What the last check of the log found, kept outside the database, where SQL does not reach it.
import type { CheckResult } from "@chancery/core";
import { z } from "zod";

const CheckNote = z.object({
  begunAt: z.iso.datetime(),
  /** Null while it runs, or where it was broken off. */
  endedAt: z.iso.datetime().nullable(),
  treeSize: z.int(),
  /** Entries held against each other so far. */
  reach: z.int(),
  rows: z.int(),
  isOk: z.boolean(),
  firstBad: z.int().nullable(),
  reasons: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type CheckNote = z.infer<typeof CheckNote>;

/** Where it is kept. Processes of one registry share it, and take turns at checking. */
export type CheckNotes = {
  read(): Promise<CheckNote | undefined>;
  write(note: CheckNote): Promise<void>;
  /** False where another process checks; one that has said nothing for so long is taken for dead. */
  claim(staleMs: number): Promise<boolean>;
  /** Says that the claim still holds. */
  renew(): Promise<void>;
  release(): Promise<void>;
};

/** Undefined for what is no note: the next check replaces it. */
export function readCheckNote(text: string): CheckNote | undefined {
  try {
    return CheckNote.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export const noteOf = (
  { treeSize, rows, isOk, firstBad, reasons }: CheckResult,
  { begunAt, endedAt }: { readonly begunAt: Date; readonly endedAt: Date },
): CheckNote => ({
  begunAt: begunAt.toISOString(),
  endedAt: endedAt.toISOString(),
  treeSize,
  reach: firstBad?.index ?? treeSize,
  rows,
  isOk,
  firstBad: firstBad?.index ?? null,
  reasons: reasons.map(({ code, message }) => ({ code, message })),
});
