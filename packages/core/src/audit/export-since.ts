// The older checkpoint an export is held against: its signature may only be judged once the entries tell whose name it bears.
import type { Reason } from "../kernel/view.ts";
import { openCheckpoint, parseCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { parseNote } from "./note.ts";

export type Since = {
  readonly note: string;
  readonly checkpoint: Checkpoint;
  /** Why it is not trusted yet: it bears another name than the pinned key, perhaps one the log had before. */
  awaits: Reason | undefined;
};
type Read = { readonly ok: true; readonly since: Since } | { readonly ok: false; readonly reason: Reason };

/** Refused at once when it bears the name of the pinned key without its signature, or is no checkpoint. */
export function readSince(note: string, verifierKey: string): Read {
  const opened = openCheckpoint(note, verifierKey);
  if (opened.ok) return { ok: true, since: { note, checkpoint: opened.checkpoint, awaits: undefined } };
  const awaits = sinceReason(opened.reasons[0]!);
  const checkpoint = parseCheckpoint(parseNote(note)?.body ?? "");
  if (!checkpoint || verifierKey.startsWith(`${checkpoint.origin}+`)) return { ok: false, reason: awaits };
  return { ok: true, since: { note, checkpoint, awaits } };
}

type Name = { readonly origin: string; readonly verifierKey: string; readonly size: number };

/**
 * Trusts a checkpoint that awaited the name which the log had for its first `size` entries. Answers why not when its
 * signature does not fit, or when it was made over entries that the restored copy no longer had.
 */
export function openSince(since: Since, { origin, verifierKey, size }: Name): Reason | undefined {
  if (!since.awaits || since.checkpoint.origin !== origin) return undefined;
  const opened = openCheckpoint(since.note, verifierKey);
  if (!opened.ok) return sinceReason(opened.reasons[0]!);
  if (since.checkpoint.size > size)
    return {
      code: "entries_lost_in_restore",
      message: `the log ${origin} had ${since.checkpoint.size} entries, but went on from a backup of ${size}`,
    };
  since.awaits = undefined;
  return undefined;
}

const sinceReason = ({ code, message }: Reason): Reason => ({ code: `since_${code}`, message });
