// Turns the staged body of a batch into a stored pack, whose contents are known and are those that were stated.
import { open } from "node:fs/promises";
import { digestsIn } from "@chancery/artifacts";
import type { BatchPlan } from "@chancery/db";
import type { House } from "../house.ts";
import { commitBytes } from "./commit-bytes.ts";
import type { Lease } from "./lease.ts";
import { refuseBatch } from "./plan-batch.ts";

/** The digest of the body, and of each content in it in their order; `sha256` is undefined where nothing had to be sent. */
export type ArrivedPack = { readonly sha256: string | undefined; readonly digests: readonly string[] };

/** CONFLICT `upload_incomplete` and INVALID_INPUT `digest_mismatch` as of a single file; the latter names each wrong one. */
export async function commitPack(house: House, lease: Lease): Promise<ArrivedPack> {
  const { id, batchPlan } = lease.upload;
  const sent = (batchPlan ?? []).filter(({ offset }) => offset !== undefined);
  if (sent.length === 0) {
    await house.artifacts.uploads.discard(id);
    return { sha256: undefined, digests: [] };
  }
  const sizes = sent.map(({ sizeBytes }) => sizeBytes);
  let digests: readonly string[] | undefined;
  const sha256 = await commitBytes(house, lease, async (path) => {
    const file = await open(path); // the stream opens nothing late: where all are empty it is never read
    digests = await digestsIn(file.createReadStream(), sizes);
    refuseWrong(sent, digests);
  });
  return { sha256, digests: digests ?? (await digestsIn((await house.artifacts.blobs.open(sha256)).stream, sizes)) };
}

function refuseWrong(sent: BatchPlan, found: readonly string[]): void {
  const wrong = sent.filter(({ sha256 }, at) => sha256 !== undefined && sha256 !== found[at]);
  refuseBatch(
    wrong.map(({ path, sha256 }) => ({
      code: "digest_mismatch",
      message: `the bytes that arrived for ${path} do not have the SHA-256 ${sha256}: send the batch again`,
    })),
    "INVALID_INPUT",
  );
}
