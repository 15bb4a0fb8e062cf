// Whether the log as stored continues a checkpoint signed earlier, shown by a proof from its own nodes.
import { consistencyProof, openCheckpoint, verifyConsistency, type Checkpoint, type Reason } from "@chancery/core";
import type { Reader } from "@chancery/db";
import type { CheckpointPlace, House } from "../house.ts";
import { nodeGetter } from "./log-nodes.ts";

type Head = { readonly size: number; readonly root: string };

/** Why the log with this head is not a continuation of `earlier`; undefined when it is. */
export async function whyNotContinued(reader: Reader, head: Head, earlier: Checkpoint): Promise<Reason | undefined> {
  if (earlier.size === 0) return undefined;
  if (earlier.size > head.size)
    return {
      code: "log_rolled_back",
      message: `a checkpoint of ${earlier.size} entries was signed, but the log holds ${head.size}: entries are missing from the end, or an old copy was restored`,
    };
  const rewritten = {
    code: "log_rewritten",
    message: `the first ${earlier.size} entries of the log are not the ones its checkpoint was signed over`,
  };
  const sizes = { oldSize: earlier.size, newSize: head.size };
  const proof = await consistencyProof(sizes, nodeGetter(reader)).catch(() => undefined); // a node is missing: rewritten too
  const isContinued =
    proof !== undefined && verifyConsistency({ ...sizes, oldRoot: earlier.root, newRoot: head.root, proof });
  return isContinued ? undefined : rewritten;
}

export type Outside = {
  /** Where it is kept, as people are told. */
  readonly place: string;
  readonly from: CheckpointPlace;
  readonly note: string | undefined;
};

/** What is kept outside the database: beside the key, and in the place the operator names, where one is named. */
export async function readOutside(house: House): Promise<readonly Outside[]> {
  const places = [
    { place: "the checkpoint kept outside the database", from: house.checkpointFile },
    ...(house.checkpointDir ? [{ place: "the checkpoint in CHANCERY_CHECKPOINT_DIR", from: house.checkpointDir }] : []),
  ];
  return Promise.all(places.map(async (one) => ({ ...one, note: await one.from.read() })));
}

/** The checkpoint kept in a place: undefined before the first, a reason when it is not one this log's key signed. */
export function openOutside(
  house: House,
  { place, note }: Outside,
):
  { readonly ok: true; readonly checkpoint: Checkpoint | undefined } | { readonly ok: false; readonly reason: Reason } {
  if (note === undefined) return { ok: true, checkpoint: undefined };
  const opened = openCheckpoint(note, house.signer.verifierKey);
  if (opened.ok) return opened;
  const [reason] = opened.reasons;
  return {
    ok: false,
    reason: {
      code: "outside_checkpoint_invalid",
      message: `${place} is not this log's: ${reason?.message ?? ""}`,
    },
  };
}

/** Why the log with this head does not continue what is kept outside, whichever copy says so. */
export async function whyNotContinuedOutside(
  house: House,
  head: Head,
  outside: readonly Outside[],
): Promise<Reason | undefined> {
  for (const kept of outside) {
    const opened = openOutside(house, kept);
    if (!opened.ok) return opened.reason;
    const fault = opened.checkpoint && (await whyNotContinued(house.db.read, head, opened.checkpoint));
    if (fault) return fault;
  }
  return undefined;
}
