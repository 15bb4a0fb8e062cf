// Discards a draft: its number stays taken, its uploads end, and what no other version holds is freed at once.
import { mayDiscard, orThrow, Target } from "@chancery/core";
import { deleteFiles, deleteReceivingInto, markFreeing, saveDiscard, touchModel, type EndedUpload } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import type { House } from "../house.ts";
import { freeContents } from "../uploads/free-contents.ts";
import { discardStaged } from "../uploads/staged.ts";
import { lockVersion } from "../subjects/version.ts";

const DiscardInput = z.strictObject({ versionId: Target.version });

/** ILLEGAL_TRANSITION for what is no draft any more. There is no way back. */
export const discardVersion = command({
  kind: "version.discarded@1",
  permission: "version:upload",
  input: DiscardInput,
  output: z.object({ number: z.int() }),
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run({ tx, actor, now, subject }) {
    orThrow(mayDiscard(subject));
    const { id: versionId, modelId, number } = subject;
    await markFreeing(tx, { versionId, now }); // locks contents, before rows of uploads
    await touchModel(tx, { modelId, now });
    await deleteFiles(tx, versionId);
    const left = await deleteReceivingInto(tx, versionId);
    await saveDiscard(tx, { id: versionId, discardedAt: now, discardedBy: actor.id });
    const result: { readonly number: number } = { number };
    return { result, audit: { versionId, modelId, number }, left };
  },
  after: (house, _input, ended = []) => free(house, ended),
});

/** The draft is gone whatever comes of this; what fails is left to the sweep. */
async function free(house: House, ended: readonly EndedUpload[]): Promise<void> {
  try {
    await discardStaged(house, ended);
    await freeContents(house);
  } catch (error) {
    house.log.error({ err: error }, "the bytes of a discarded draft could not be freed yet");
  }
}
