// Turns an upload's staged bytes into a stored content, and only bytes this very session sent.
import { refuse } from "@chancery/core";
import type { Content } from "@chancery/artifacts";
import { deleteUpload, noteReceived, type UploadRow } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import type { Lease } from "./lease.ts";

/**
 * The staged bytes are checked against the digest that was stated, if one was; what they came to is noted, then they are
 * durable under it. CONFLICT `upload_incomplete` with the offset when some are missing; INVALID_INPUT `digest_mismatch` ends
 * the session.
 */
export async function commitBytes(house: House, { upload, holder, lost, wasEnded }: Lease): Promise<void> {
  const { id, sha256, sizeBytes } = upload;
  const { uploads, blobs } = house.artifacts;
  if (!(await isStaged(house, id))) {
    if (await hasMoved(house, upload)) return;
    // After a crash before they were in the store, or where the folder was lost, the bytes are sent once more.
    await uploads.begin(id);
    throw refuse("CONFLICT", "upload_incomplete", "none of the bytes have arrived", { offset: 0 });
  }
  const putFile = async (path: string, content: Content) => {
    const received = { id, holder, sha256: content.sha256 };
    if (!(await bookkeeping(house, "upload.received", (tx) => noteReceived(tx, received)))) throw lost();
    await blobs.putFile(path, content);
  };
  try {
    await uploads.commit(id, { sha256: sha256 ?? undefined, sizeBytes }, { putFile });
  } catch (error) {
    if (hasReason(error, "digest_mismatch")) {
      await bookkeeping(house, "upload.ended", (tx) => deleteUpload(tx, id));
      wasEnded();
    }
    throw error;
  }
}

/** It was about to go to the store under this digest, and is staged no more. */
async function hasMoved(house: House, { receivedSha256, sizeBytes }: UploadRow): Promise<boolean> {
  if (receivedSha256 === null) return false;
  return (await house.artifacts.blobs.stat(receivedSha256))?.sizeBytes === sizeBytes;
}

async function isStaged(house: House, uploadId: string): Promise<boolean> {
  try {
    await house.artifacts.uploads.offset(uploadId);
    return true;
  } catch (error) {
    if (hasReason(error, "upload_unknown")) return false;
    throw error;
  }
}

/** Nothing of an upload is in the store yet. */
export const bytesUnknown = () => refuse("CONFLICT", "upload_busy", "this upload is being sent anew: ask again");
