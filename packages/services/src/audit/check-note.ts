// What the last check of the log found, kept outside the database, where SQL does not reach it, with a MAC under the log's key.
import { canonicalJson, type CheckResult, type JsonValue } from "@chancery/core";
import { z } from "zod";
import { isMadeAhead } from "../identity/session-rules.ts";
import { isSameMac } from "./head-mac.ts";
import type { LogKey } from "./log-signer.ts";

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
            fault: z.enum(["differs", "missing", "unrecorded", "misplaced", "other-files"]),
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

const kinds = { check: CheckNote, progress: CheckProgress } as const;
type Kinds = typeof kinds;

/** The note with its MAC, as it is kept. */
export function sealNote<K extends keyof Kinds>(
  kind: K,
  note: z.output<Kinds[K]>,
  key: Pick<LogKey, "noteMac">,
): string {
  return `${JSON.stringify({ ...note, mac: key.noteMac(kind, textOf({ ...note })) })}\n`;
}

/** The note of a file, or why it is not believed: the next check replaces it. */
export function openNote<K extends keyof Kinds>(
  kind: K,
  text: string,
  { key, now }: { readonly key: Pick<LogKey, "noteMac">; readonly now: Date },
): { readonly note: z.output<Kinds[K]> } | { readonly why: string } {
  const { mac, ...rest } = objectIn(text);
  const { data } = kinds[kind].safeParse(rest);
  if (!data) return { why: "it is not such a note" };
  if (typeof mac !== "string") return { why: "it carries no MAC: it was not written by this version of Chancery" };
  if (!isSameMac(mac, key.noteMac(kind, textOf(rest))))
    return { why: "its MAC does not match: it was edited, or another registry wrote it" };
  if (momentsOf(data).some((at) => isMadeAhead(new Date(at), now))) return { why: "it is dated in the future" };
  return { note: data as z.output<Kinds[K]> }; // parsed by the schema of that kind
}

const textOf = (rest: Readonly<Record<string, unknown>>) => canonicalJson(rest as JsonValue); // it came from JSON, or goes there

const momentsOf = (note: CheckNote | CheckProgress): readonly string[] =>
  "endedAt" in note ? [note.begunAt, note.endedAt] : [note.begunAt, note.at];

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? { ...read } : {};
  } catch {
    return {};
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
