// Turns an upload's staged bytes into a stored content, and only bytes this very session sent.
import { refuse, type ChanceryError } from "@chancery/core";
import type { Content } from "@chancery/artifacts";
import { deleteUpload, holdContents, noteReceived } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { freeContents } from "./free-contents.ts";
import type { Lease } from "./lease.ts";

/**
 * The staged bytes are checked against the digest that was stated, if one was, and by `judge`, which is told where they are;
 * what they came to is noted, then they are durable under it. Answers that digest. CONFLICT `upload_incomplete` with the offset
 * when some are missing; INVALID_INPUT `digest_mismatch` ends the session.
 */
export async function commitBytes(
  house: House,
  { upload, holder, lost, wasEnded }: Lease,
  judge: (path: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const { id, sha256, sizeBytes } = upload;
  const { uploads, blobs } = house.artifacts;
  if (!(await isStaged(house, id))) {
    const moved = await ifMoved(house, upload);
    if (moved === undefined) throw await sendAnew(house, id);
    return moved;
  }
  const putFile = async (path: string, content: Content) => {
    await judge(path);
    const received = { id, holder, sha256: content.sha256 };
    let noted = await note(house, received);
    for (let tried = 1; noted === "freeing" && tried < tries; tried++) {
      await freeContents(house); // whoever began it may be gone
      noted = await note(house, received);
    }
    if (noted === "freeing") throw beingFreed();
    if (noted === "lost") throw lost();
    await blobs.putFile(path, content);
  };
  try {
    return (await uploads.commit(id, { sha256: sha256 ?? undefined, sizeBytes }, { putFile })).sha256;
  } catch (error) {
    if (hasReason(error, "digest_mismatch")) {
      await bookkeeping(house, "upload.ended", (tx) => deleteUpload(tx, id));
      await uploads.discard(id);
      wasEnded();
    }
    throw error;
  }
}

type Received = { readonly id: string; readonly holder: string; readonly sha256: string };
/** So that nobody frees the content from here on. */
const note = (house: House, received: Received): Promise<"noted" | "lost" | "freeing"> =>
  bookkeeping(house, "upload.received", async (tx) => {
    if (await holdContents(tx, [received.sha256])) return "freeing";
    return (await noteReceived(tx, received)) ? "noted" : "lost";
  });
const tries = 5;
export const beingFreed = () =>
  refuse("CONFLICT", "upload_busy", "an earlier copy of this content is being deleted: try again");

type Moved = { readonly receivedSha256?: string | null; readonly sizeBytes: number };
/** The digest under which it was about to go to the store, where it is there. */
export async function ifMoved(house: House, { receivedSha256 = null, sizeBytes }: Moved): Promise<string | undefined> {
  if (receivedSha256 === null) return undefined;
  return (await house.artifacts.blobs.stat(receivedSha256))?.sizeBytes === sizeBytes ? receivedSha256 : undefined;
}

/** After a crash before they were in the store, or where the folder was lost, the bytes are sent once more. */
async function sendAnew(house: House, id: string): Promise<ChanceryError> {
  await house.artifacts.uploads.begin(id);
  return refuse("CONFLICT", "upload_incomplete", "none of the bytes have arrived", { offset: 0 });
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
export const bytesUnknown = () => refuse("CONFLICT", "upload_busy", "this upload is being sent again: try again");
