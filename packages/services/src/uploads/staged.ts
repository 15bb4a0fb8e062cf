// What is staged of an upload, made ready and thrown away.
import { markLeft, type EndedUpload } from "@chancery/db";
import { bookkeeping } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { ifMoved } from "./commit-bytes.ts";
import { freeContents } from "./free-contents.ts";
import { stopWriters } from "./lease.ts";

export type Staged = { readonly id: string; readonly sizeBytes: number; readonly receivedSha256?: string | null };

/**
 * What sessions that have ended leave behind: whoever writes to one is stopped, what was staged goes, and so does what a finish
 * had brought into the store before its draft was told.
 */
export async function discardStaged(house: House, ended: readonly EndedUpload[]): Promise<void> {
  for (const session of ended) {
    await stopWriters(house, session);
    await house.artifacts.uploads.discard(session.id).catch((error: unknown) => {
      if (!hasReason(error, "upload_busy")) throw error; // the sweep frees it
    });
  }
  await freeLeft(house, ended);
}

/** The last of it: nobody writes to them any more. */
export async function freeLeft(house: House, ended: readonly EndedUpload[]): Promise<void> {
  const now = house.clock.now();
  const left = ended.flatMap(({ receivedSha256: sha256, sizeBytes }) =>
    sha256 === null ? [] : [{ sha256, sizeBytes, createdAt: now }],
  );
  if (left.length === 0) return;
  await bookkeeping(house, "content.left", (tx) => markLeft(tx, left, now));
  await freeContents(house);
}

/** What has gone to the store already, and only waits to be finished, is not sent again. */
export async function prepareStaged(house: House, upload: Staged): Promise<void> {
  if ((await ifMoved(house, upload)) !== undefined) return;
  await house.artifacts.uploads.begin(upload.id).catch((error: unknown) => {
    if (!hasReason(error, "upload_exists")) throw error;
  });
}
