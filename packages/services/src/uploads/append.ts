// Adds bytes to one's own upload. No transaction: the truth is the staged file's length.
import { orThrow, refuse, mayUpload } from "@chancery/core";
import type { Body } from "@chancery/artifacts";
import { touchUpload, type Tx } from "@chancery/db";
import { bookkeeping, noteIfPossible } from "../bookkeeping.ts";
import type { Call, House } from "../house.ts";
import { uploadToWrite } from "./own-upload.ts";

/**
 * Answers the new offset, durable. CONFLICT with the right `offset` in its facts for a gap or overlap, `upload_busy` for a second writer.
 * What came before a cut or an abort is kept.
 */
export async function appendToUpload(
  house: House,
  call: Call,
  {
    uploadId,
    ...sent
  }: {
    readonly uploadId: string;
    readonly offset: number;
    readonly body: Body;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<{ readonly offset: number }> {
  const upload = await uploadToWrite(house, call, { uploadId });
  if (upload.state === "committed")
    throw refuse("CONFLICT", "upload_finished", "this upload is complete", { offset: upload.sizeBytes });
  orThrow(mayUpload({ state: upload.versionState, content: "files" }));
  const touch = (tx: Tx) => touchUpload(tx, { id: uploadId, now: house.clock.now() });
  await bookkeeping(house, "upload.progressed", touch);
  try {
    return { offset: await house.artifacts.uploads.append(uploadId, { ...sent, limitBytes: upload.sizeBytes }) };
  } finally {
    await noteIfPossible(house, "upload.progressed", touch); // the bytes are durable, noted or not
  }
}
