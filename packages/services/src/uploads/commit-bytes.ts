// Turns an upload's staged bytes into a stored content, and only bytes this very session sent.
import { refuse } from "@chancery/core";
import type { Artifacts } from "@chancery/artifacts";
import { deleteUpload, type UploadRow } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";

/** `arrived`: stored by this process, the draft not told yet. */
type Progress = { readonly finishing: Set<string>; readonly arrived: Set<string> };
const progress = new WeakMap<Artifacts, Progress>();

function progressOf(store: Artifacts): Progress {
  const known = progress.get(store) ?? { finishing: new Set(), arrived: new Set() };
  progress.set(store, known);
  return known;
}

/**
 * The staged bytes are checked, then durable under their digest. CONFLICT `upload_incomplete` with the offset when some are missing;
 * INVALID_INPUT `digest_mismatch` ends the session.
 */
export async function commitBytes(house: House, upload: UploadRow): Promise<void> {
  const { finishing, arrived } = progressOf(house.artifacts);
  const { id, sha256, sizeBytes } = upload;
  if (arrived.has(id)) return;
  if (finishing.has(id)) throw refuse("CONFLICT", "upload_busy", "another request is finishing this upload: ask again");
  finishing.add(id);
  try {
    await requireStaged(house, id);
    await house.artifacts.uploads.commit(id, { sha256, sizeBytes }, house.artifacts.blobs);
    arrived.add(id);
  } catch (error) {
    if (hasReason(error, "digest_mismatch")) await bookkeeping(house, "upload.ended", (tx) => deleteUpload(tx, id));
    throw error;
  } finally {
    finishing.delete(id);
  }
}

/** The draft has the file, or the session ended: nothing is left to remember. */
export const forgetArrived = (house: House, uploadId: string): void =>
  void progressOf(house.artifacts).arrived.delete(uploadId);

/** After a crash between storing and telling the draft, the bytes are sent once more. */
async function requireStaged(house: House, uploadId: string): Promise<void> {
  try {
    await house.artifacts.uploads.offset(uploadId);
  } catch (error) {
    if (!hasReason(error, "upload_unknown")) throw error;
    await house.artifacts.uploads.begin(uploadId);
    throw refuse("CONFLICT", "upload_incomplete", "none of the bytes have arrived", { offset: 0 });
  }
}
