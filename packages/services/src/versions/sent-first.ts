// Who first sent large bytes of a version into another of its model, by the log that this process has read.
import { tellingBytes } from "@chancery/core";
import { actorsOf, batchLists, contentsOfSize, type FilesOwner, type Hand, type Reader } from "@chancery/db";
import type { KnownEntries } from "../audit/known-entries.ts";
import { logBehind } from "../audit/known-log.ts";

type Of = FilesOwner & { readonly modelId: string };
type SentFirst = {
  /** Undefined until this process has read its log: acts wait for that. */
  readonly sendings: KnownEntries["sendings"] | undefined;
  readonly firstIn: readonly Hand[];
};

/** One statement where somebody did, and those that read what the versions hold. */
export async function sentFirst(reader: Reader, versions: readonly Of[]): Promise<SentFirst> {
  const large = await contentsOfSize(reader, { versions, minBytes: tellingBytes });
  const asked = versions.flatMap(({ id, modelId }) => {
    const digests = large.get(id);
    return digests && digests.size > 0 ? [{ id, modelId, digests }] : [];
  });
  const sendings = (
    await logBehind(reader, ({ sendings: known }) =>
      asked.every(({ modelId, digests }) => known.areKnown(modelId, digests)),
    )
  )?.sendings;
  if (!sendings) return { sendings, firstIn: [] };
  await readLists(reader, sendings, [...new Set(asked.map(({ modelId }) => modelId))]);
  const found = asked.flatMap(({ id, modelId, digests }) =>
    sendings
      .firstOf(modelId, digests)
      .filter(({ versionId }) => versionId !== id)
      .map((sender) => ({ ...sender, versionId: id, answerableId: null })),
  );
  const accounts = await actorsOf(
    reader,
    found.map(({ actorId }) => actorId),
  );
  return {
    sendings,
    firstIn: found.map((hand) => ({ ...hand, ownerId: accounts.get(hand.actorId)?.ownerId ?? null })),
  };
}

/** Lists of batches whose entries hold only their digest. */
async function readLists(reader: Reader, sendings: KnownEntries["sendings"], modelIds: readonly string[]) {
  const asked = new Set(sendings.unreadOf(modelIds));
  if (asked.size === 0) return;
  const lists = new Map((await batchLists(reader, [...asked])).map(({ id, files }) => [id, files]));
  for (const modelId of modelIds) sendings.noteLists(modelId, { asked, lists });
}
