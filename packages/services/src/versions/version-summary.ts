// A version as lists show it.
import type { VersionSummary } from "@chancery/core";
import type { AliasRow, HolderRow, VersionRow } from "@chancery/db";

/** Holders and aliases are those of its model. */
export const versionSummary = (
  row: VersionRow,
  {
    holders,
    aliases,
    names,
  }: {
    readonly holders: readonly HolderRow[];
    readonly aliases: readonly AliasRow[];
    readonly names: ReadonlyMap<string, string>;
  },
): VersionSummary => ({
  id: row.id,
  number: row.number,
  label: row.label,
  kind: row.kind,
  state: row.state,
  manifestDigest: row.manifestDigest,
  sizeBytes: row.sizeBytes,
  stages: holders.filter(({ versionId }) => versionId === row.id).map(({ stage }) => stage),
  aliases: aliases.filter(({ versionId }) => versionId === row.id).map(({ name }) => name),
  createdBy: names.get(row.createdBy) ?? row.createdBy,
  createdAt: row.createdAt.toISOString(),
  sealedAt: row.sealedAt?.toISOString() ?? null,
  discarded: row.discardedAt && {
    by: names.get(row.discardedBy ?? "") ?? row.discardedBy ?? "",
    at: row.discardedAt.toISOString(),
  },
});
