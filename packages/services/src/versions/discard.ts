// Discards a draft: its number stays taken, its uploads end, and what no other version holds is freed at once.
import { mayDiscard, orThrow } from "@chancery/core";
import {
  deleteFiles,
  deleteReceivingInto,
  markFreeing,
  receivingInto,
  saveDiscard,
  touchModel,
  versionSubject,
} from "@chancery/db";
import { z } from "zod";
import { command, type Command } from "../command.ts";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { freeContents } from "../uploads/free-contents.ts";

const DiscardInput = z.strictObject({ versionId: z.uuid() });

const discard = command({
  kind: "version.discarded@1",
  permission: "version:upload",
  input: DiscardInput,
  subject: (tx, { versionId }) => versionSubject(tx, versionId, { lock: true }),
  async run({ tx, actor, now, subject }, { versionId }) {
    orThrow(mayDiscard(subject));
    const { modelId, number } = subject;
    await markFreeing(tx, { versionId, now }); // locks contents, before rows of uploads
    await touchModel(tx, { modelId, now });
    await deleteFiles(tx, versionId);
    await deleteReceivingInto(tx, versionId);
    await saveDiscard(tx, { id: versionId, discardedAt: now, discardedBy: actor.id });
    return { result: { number }, audit: { versionId, modelId, number } };
  },
});

/** ILLEGAL_TRANSITION for what is no draft any more. There is no way back. */
export const discardVersion: Command<typeof DiscardInput, { readonly number: number }> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof discard>): Promise<{ readonly number: number }> => {
    const given = DiscardInput.safeParse(raw);
    const ended = given.success ? await receivingInto(house.db.read, given.data.versionId) : [];
    const result = await discard(house, call, raw);
    await free(house, ended);
    return result;
  },
  { input: discard.input, kind: discard.kind, permission: discard.permission },
);

/** The draft is gone whatever comes of this; what fails is left to the sweep. */
async function free(house: House, ended: readonly string[]): Promise<void> {
  try {
    for (const id of ended) await house.artifacts.uploads.discard(id).catch(unlessBusy);
    await freeContents(house);
  } catch (error) {
    house.log.error({ err: error }, "the bytes of a discarded draft could not be freed yet");
  }
}

/** One that is being written to: its writer is refused by the next time it asks, and the sweep frees it. */
function unlessBusy(error: unknown): void {
  if (!hasReason(error, "upload_busy")) throw error;
}
