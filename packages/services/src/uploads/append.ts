// Adds bytes to one's own upload, by its lease. No transaction: the truth is the staged file's length.
import { mayUpload, orThrow, refuse } from "@chancery/core";
import type { Body } from "@chancery/artifacts";
import type { Call, House } from "../house.ts";
import { holdingOn, leased } from "./lease.ts";
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
  const asked = await uploadToWrite(house, call, { uploadId });
  const { sizeBytes: limitBytes } = asked;
  if (asked.state === "committed") throw finished(limitBytes);
  orThrow(mayUpload({ state: asked.versionState, content: "files" }));
  return leased(house, uploadId, async (lease) => {
    if (lease.upload.state === "committed") throw finished(limitBytes);
    const signal = sent.signal ? AbortSignal.any([sent.signal, lease.signal]) : lease.signal;
    const body = holdingOn(sent.body, lease);
    return { offset: await house.artifacts.uploads.append(uploadId, { ...sent, body, signal, limitBytes }) };
  });
}

const finished = (offset: number) => refuse("CONFLICT", "upload_finished", "this upload is complete", { offset });
