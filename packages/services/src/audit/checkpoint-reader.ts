// The checkpoints a scan meets on its way: those in the database in order, and the one kept outside.
import { setImmediate as letOthersRun } from "node:timers/promises";
import { openCheckpoint, rootOf, type Checkpoint, type LogName, type Reason, type TreeState } from "@chancery/core";
import { readCheckpoints, type Reader } from "@chancery/db";

type Fault = { readonly index: number; readonly reasons: readonly Reason[] };
export type CheckpointReader = {
  /** A fault when a checkpoint of this size was signed over another root. */
  faultAt(state: TreeState): Fault | undefined;
  /** Passes by those of so many entries or fewer: an earlier scan held them against the log. */
  skipTo(size: number): void;
  /** How many of the entries read so far checkpoints were signed over. */
  covered(): number;
  /** A fault when a checkpoint was signed over more entries than there are. */
  faultBeyond(size: number): Fault | undefined;
};
/** A signed note, if one is kept there, and where that is. */
export type KeptNote = { readonly place: string; readonly note: string | undefined };
type Log = {
  readonly reader: Reader;
  /** In order; the last signs now. */
  readonly names: readonly LogName[];
  readonly outside: readonly KeptNote[];
};
type Signed = Checkpoint & { readonly place: string };

const pageSize = 50; // a signature takes about a millisecond, and nothing else runs meanwhile

/** Every checkpoint must be signed by the key of the name it bears; the first that is not is the answer. */
export async function openCheckpoints(
  log: Log,
): Promise<
  | { readonly ok: true; readonly checkpoints: CheckpointReader }
  | { readonly ok: false; readonly reasons: readonly Reason[] }
> {
  const signed: Signed[] = [];
  for (const { place, note } of log.outside) {
    const one = note === undefined ? undefined : opened(log, note, place);
    if (one && !one.ok) return one;
    if (one) signed.push(one.signed);
  }
  for (let above = -1; ;) {
    const page = await readCheckpoints(log.reader, { above, limit: pageSize });
    for (const { size, note } of page) {
      const one = opened(log, note, `the stored checkpoint of ${size} entries`);
      if (!one.ok) return one;
      if (one.signed.size !== size)
        return {
          ok: false,
          reasons: [{ code: "checkpoint_misplaced", message: `${one.signed.place} is of ${one.signed.size}` }],
        };
      signed.push(one.signed);
      above = size;
    }
    if (page.length < pageSize) break;
    await letOthersRun();
  }
  return { ok: true, checkpoints: readerOf(signed.filter(({ size }) => size > 0).sort((a, b) => a.size - b.size)) };
}

function opened(log: Log, note: string, place: string) {
  const checkpoint = openCheckpoint(note, keyFor(log, note));
  if (checkpoint.ok) return { ok: true, signed: { ...checkpoint.checkpoint, place } } as const;
  const reasons = checkpoint.reasons.map((reason) => ({
    code: `checkpoint_${reason.code}`,
    message: `${place}: ${reason.message}`,
  }));
  return { ok: false, reasons } as const;
}

/** Of the name in its first line; the key that signs now for a name the log never had, which does not open it. */
function keyFor({ names }: Log, note: string): string {
  const name = note.split("\n", 1)[0];
  return (names.findLast(({ origin }) => origin === name) ?? names.at(-1)!).verifierKey;
}

function readerOf(signed: readonly Signed[]): CheckpointReader {
  let next = 0;
  let fitting = 0;
  return {
    faultAt(state) {
      for (; signed[next]?.size === state.size; next++) {
        const { place, root } = signed[next]!;
        if (root === rootOf(state)) continue;
        const message = `${place} was signed over other entries: one from ${fitting} to ${state.size - 1} was rewritten since`;
        return { index: fitting, reasons: [{ code: "log_rewritten", message }] };
      }
      if (next > 0 && signed[next - 1]!.size === state.size) fitting = state.size;
      return undefined;
    },
    skipTo(size) {
      for (; (signed[next]?.size ?? size + 1) <= size; next++) fitting = signed[next]!.size;
    },
    covered: () => fitting,
    faultBeyond(size) {
      const beyond = signed.at(-1);
      if (!beyond || beyond.size <= size) return undefined;
      const message = `${beyond.place} was signed over ${beyond.size} entries, the log holds ${size}: the end was cut off`;
      return { index: size, reasons: [{ code: "log_rolled_back", message }] };
    },
  };
}
