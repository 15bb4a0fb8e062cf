// Whether the log as stored continues a checkpoint signed earlier, shown by a proof from its own nodes.
import { consistencyProof, openCheckpoint, verifyConsistency, type Checkpoint, type Reason } from "@chancery/core";
import type { Reader } from "@chancery/db";
import type { House } from "../house.ts";
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
    message: `the first ${earlier.size} entries of the log are not those its checkpoint was signed over`,
  };
  const sizes = { oldSize: earlier.size, newSize: head.size };
  const proof = await consistencyProof(sizes, nodeGetter(reader)).catch(() => undefined); // a node is missing: rewritten too
  const isContinued =
    proof !== undefined && verifyConsistency({ ...sizes, oldRoot: earlier.root, newRoot: head.root, proof });
  return isContinued ? undefined : rewritten;
}

/** The checkpoint kept outside the database: undefined before the first, a reason when it is not one this log's key signed. */
export async function readOutsideCheckpoint(
  house: House,
): Promise<
  { readonly ok: true; readonly checkpoint: Checkpoint | undefined } | { readonly ok: false; readonly reason: Reason }
> {
  const note = await house.checkpointFile.read();
  if (note === undefined) return { ok: true, checkpoint: undefined };
  const opened = openCheckpoint(note, house.signer.verifierKey);
  if (opened.ok) return opened;
  const [reason] = opened.reasons;
  return {
    ok: false,
    reason: {
      code: "outside_checkpoint_invalid",
      message: `the checkpoint kept outside the database is not this log's: ${reason?.message ?? ""}`,
    },
  };
}
