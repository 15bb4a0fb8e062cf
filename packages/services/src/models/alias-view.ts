// An alias as readers see it.
import { lookAlikes, type AliasView } from "@chancery/core";
import type { AliasRow } from "@chancery/db";

/** `names` are those of every alias of the model in force, `setBy` the names of people by id. */
export const aliasView = (
  row: Omit<AliasRow, "id">,
  { names, setBy }: { readonly names: readonly string[]; readonly setBy: ReadonlyMap<string, string> },
): AliasView => ({
  name: row.name,
  versionId: row.versionId,
  number: row.number,
  from: row.from.toISOString(),
  setBy: setBy.get(row.setBy) ?? row.setBy,
  looksLike: lookAlikes(row.name, names),
});
