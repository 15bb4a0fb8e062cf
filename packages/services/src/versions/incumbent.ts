// Whom a version is compared with in a stage: its other holder, or the one the version itself replaced there.
import type { Incumbent, StageName } from "@chancery/core";
import { replacedBy, stagesIn, type HolderRow, type Reader } from "@chancery/db";

type Asked = {
  readonly version: { readonly id: string; readonly modelId: string };
  readonly holders: readonly HolderRow[];
  readonly stage: StageName;
};

/** Undefined where nobody else holds the stage, and the version, if it does, replaced nobody. */
export async function incumbentFor(reader: Reader, { version, holders, stage }: Asked): Promise<Incumbent | undefined> {
  const held = holders.filter((holder) => holder.stage === stage);
  if (stagesIn(reader).isExclusive(stage) && held.some(({ versionId }) => versionId === version.id)) {
    const before = await replacedBy(reader, { modelId: version.modelId, stage, versionId: version.id });
    return before && { ...before, stage, isReplaced: true };
  }
  const other = held.find(({ versionId }) => versionId !== version.id);
  return other && { versionId: other.versionId, number: other.number, stage, isReplaced: false };
}
